// title: The findings of the evidence base
// audience: explorer
// description: Every finding with its citation and how many recommendations it is near.
MATCH (f:Finding)-[:FROM_SOURCE]->(s:Source)
RETURN f.id AS finding_id, f.text AS finding, f.design AS design, f.strength AS strength,
       f.direction AS direction, f.population AS population, f.country AS country, f.keywords AS keywords,
       s.id AS source_id, s.authors AS authors, s.year AS year, s.title AS source, s.container AS container,
       s.doi AS doi, s.url AS url, s.check_status AS check_status,
       COUNT {
         MATCH (f)<-[near:NEAR_EVIDENCE]-(:Recommendation)
         WHERE near.verdict IS NULL OR near.verdict <> 'reject'
       } AS recommendations
ORDER BY finding_id
