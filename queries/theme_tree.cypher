// title: The frame of themes
// audience: explorer
// description: Every theme, broad or within one, with its definition and the reviews that recommend about it.
MATCH (t:Theme)
OPTIONAL MATCH (t)-[:WITHIN]->(broad:Theme)
OPTIONAL MATCH (v:Review)-[:MADE]->(r:Recommendation)-[:ABOUT]->(t)
RETURN t.id AS theme_id, t.title AS theme, t.definition AS definition, broad.id AS within_id,
       count(DISTINCT v) AS reviews, count(DISTINCT r) AS recommendations
ORDER BY theme_id
