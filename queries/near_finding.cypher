// title: Which recommendations is a finding near?
// audience: researcher, learning lead
// description: Recommendations and concerns near one finding in meaning, nearest first. Near does not mean that the finding supports them.
// param: finding | finding | F001 | A finding
// param: limit | integer | 50 | Rows at most
MATCH (v:Review)-[:MADE]->(r:Recommendation)-[near:NEAR_EVIDENCE]->(:Finding {id: $finding})
WHERE near.verdict IS NULL OR near.verdict <> 'reject'
RETURN r.id AS recommendation_id, r.text AS wording, r.kind AS kind, r.number AS number,
       r.evidence_base AS stated, near.score AS score,
       near.rank AS rank, near.shared AS shared, near.method AS method, v.id AS review_id, v.title AS review, v.year AS year
ORDER BY score DESC, recommendation_id
LIMIT $limit
