// title: Which themes have procedure but little support for judgement?
// audience: trainer
// description: Recommendations (concerns left out) in each theme by depth: procedural, judgement, mixed, structural.
// param: recommendations | integer | 5 | Recommendations at least
MATCH (r:Recommendation)-[about:ABOUT]->(t:Theme)
WHERE r.kind <> 'concern' AND (about.verdict IS NULL OR about.verdict <> 'reject')
WITH t.id AS theme_id, t.title AS theme, count(r) AS of_recommendations,
     sum(CASE WHEN r.depth = 'procedural' THEN 1 ELSE 0 END) AS procedural,
     sum(CASE WHEN r.depth = 'judgement' THEN 1 ELSE 0 END) AS judgement,
     sum(CASE WHEN r.depth = 'mixed' THEN 1 ELSE 0 END) AS mixed,
     sum(CASE WHEN r.depth = 'structural' THEN 1 ELSE 0 END) AS structural
WHERE of_recommendations >= $recommendations
RETURN theme_id, theme, procedural, judgement, mixed, structural, of_recommendations
ORDER BY procedural DESC, theme_id
