// title: In which reviews was a theme raised and not taken up?
// audience: learning lead, researcher
// description: The reviews behind one row of the raised-but-not-recommended list, with the passage that shows the theme. Reviews of which no recommendation is in the graph are left out.
// param: theme | theme | ctx.poverty | A theme; a broad one takes in those within it
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
MATCH (v:Review)-[raised:RAISED]->(t:Theme)-[:WITHIN*0..2]->(:Theme {id: $theme})
WHERE v.kind <> 'PFD' AND ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
  AND EXISTS { (v)-[:MADE]->(:Recommendation) }
OPTIONAL MATCH (v)-[:MADE]->(r:Recommendation)
WHERE EXISTS { MATCH (r)-[about:ABOUT]->(t) WHERE about.verdict IS NULL OR about.verdict <> 'reject' }
WITH v, raised, t, count(r) AS answered
WHERE answered = 0
RETURN v.id AS review_id, v.title AS review, v.area AS area, v.year AS year,
       t.id AS theme_id, t.title AS theme, raised.passage AS passage
ORDER BY year DESC, review_id, theme_id
