// title: What does research say about a theme?
// audience: trainer, researcher
// description: Findings about a theme or the themes within it, with design, strength, direction and how far the citation was checked. A starter set, not a systematic review.
// param: theme | theme | judg.curiosity | A theme; a broad one takes in those within it
MATCH (:Theme {id: $theme})<-[:WITHIN*0..2]-(t:Theme)<-[about:ABOUT]-(f:Finding)-[:FROM_SOURCE]->(s:Source)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
WITH f, s, max(about.score) AS score
RETURN f.id AS finding_id, f.text AS finding, f.design AS design, f.strength AS strength,
       f.direction AS direction, f.country AS country, s.id AS source_id, s.authors AS authors,
       s.year AS year, s.title AS source, s.check_status AS check_status, score
ORDER BY score DESC, finding_id
