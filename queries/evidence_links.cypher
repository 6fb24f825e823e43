// title: What lies behind the evidence links of a recommendation?
// audience: researcher
// description: Each finding near a recommendation: both texts, score, rank, method, model, what they share, and any verdict. Links a person rejected are left out.
// param: recommendation | recommendation |  | A recommendation
MATCH (r:Recommendation {id: $recommendation})-[near:NEAR_EVIDENCE]->(f:Finding)-[:FROM_SOURCE]->(s:Source)
WHERE near.verdict IS NULL OR near.verdict <> 'reject'
RETURN near.rank AS rank, f.id AS finding_id, f.text AS finding, r.text AS wording,
       near.score AS score, near.cosine AS cosine, near.bm25 AS bm25, near.shared AS shared,
       near.method AS method, near.model AS model, near.made_on AS made_on, near.verdict AS verdict,
       f.design AS design, f.strength AS strength, f.direction AS direction,
       s.id AS source_id, s.authors AS authors, s.year AS year, s.title AS source,
       s.check_status AS check_status
ORDER BY coalesce(rank, 0), finding_id
