// title: In which reviews was a theme raised and not taken up?
// audience: learning lead, researcher
// description: The reviews behind one row of the raised-but-not-recommended list, with the passage that shows the theme.
// param: theme | theme | ctx.poverty | A theme
MATCH (v:Review)-[raised:RAISED]->(t:Theme {id: $theme})
WHERE v.kind <> 'PFD'
OPTIONAL MATCH (v)-[:MADE]->(r:Recommendation)
WHERE EXISTS { (r)-[:ABOUT]->(t) }
WITH v, raised, count(r) AS answered
WHERE answered = 0
RETURN v.id AS review_id, v.title AS review, v.area AS area, v.year AS year,
       raised.passage AS passage
ORDER BY year DESC, review_id
