// title: The frame of themes
// audience: explorer
// description: Every theme, broad or within one, with its definition and the reviews that recommend about it; a broad theme takes in those within it.
MATCH (t:Theme)
OPTIONAL MATCH (t)-[:WITHIN]->(broad:Theme)
WITH t, min(broad.id) AS within_id
OPTIONAL MATCH (t)<-[:WITHIN*0..2]-(:Theme)<-[about:ABOUT]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
RETURN t.id AS theme_id, t.title AS theme, t.definition AS definition, within_id,
       count(DISTINCT v) AS reviews, count(DISTINCT r) AS recommendations
ORDER BY theme_id
