// title: What research is near certain recommendations?
// audience: explorer
// description: Findings near recommendations and concerns named by their ids, those near most of them first. Near does not mean that a finding supports them.
// param: ids | text |  | Ids, parted by spaces
UNWIND split($ids, ' ') AS id
MATCH (r:Recommendation {id: id})-[near:NEAR_EVIDENCE]->(f:Finding)
WHERE near.verdict IS NULL OR near.verdict <> 'reject'
RETURN f.id AS finding_id, f.text AS finding, f.strength AS strength,
       count(DISTINCT r) AS recommendations, max(near.score) AS score
ORDER BY recommendations DESC, score DESC, finding_id
