// title: What research is near the recommendations of one review?
// audience: trainer, learning lead
// description: Findings near each recommendation or concern of a review, nearest first, with what both have in common. Near does not mean that the finding supports it.
// param: review | review |  | A review
MATCH (:Review {id: $review})-[:MADE]->(r:Recommendation)-[near:NEAR_EVIDENCE]->(f:Finding)-[:FROM_SOURCE]->(s:Source)
WHERE near.verdict IS NULL OR near.verdict <> 'reject'
RETURN r.id AS recommendation_id, f.id AS finding_id, f.text AS finding, f.design AS design,
       f.strength AS strength, f.direction AS direction, near.score AS score, near.rank AS rank,
       near.shared AS shared, near.method AS method, s.authors AS authors, s.year AS year, s.title AS source,
       s.check_status AS check_status
ORDER BY recommendation_id, coalesce(rank, 0), finding_id
