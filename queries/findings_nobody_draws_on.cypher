// title: Which well-supported findings is no recommendation near?
// audience: researcher, learning lead
// description: Findings of high or moderate strength that say something works or does not, with no recommendation near them in the reviews loaded.
MATCH (f:Finding)-[:FROM_SOURCE]->(s:Source)
WHERE f.strength IN ['high', 'moderate'] AND f.direction IN ['works', 'mixed', 'no effect', 'harmful']
OPTIONAL MATCH (r:Recommendation)-[near:NEAR_EVIDENCE]->(f)
WHERE near.verdict IS NULL OR near.verdict <> 'reject'
WITH f, s, count(r) AS recommendations
WHERE recommendations = 0
RETURN f.id AS finding_id, f.text AS finding, f.design AS design, f.strength AS strength,
       f.direction AS direction, s.authors AS authors, s.year AS year, s.check_status AS check_status
ORDER BY finding_id
