// title: The frame of themes
// audience: explorer
// description: Every theme, broad or within one, with its definition and the reviews that recommend about it; a broad theme takes in those within it.
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
MATCH (t:Theme)<-[:WITHIN*0..2]-(:Theme)<-[about:ABOUT]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE (about.verdict IS NULL OR about.verdict <> 'reject')
  AND ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
WITH t.id AS id, count(DISTINCT v) AS reviews, count(DISTINCT r) AS recommendations
WITH collect([id, reviews, recommendations]) AS counted
MATCH (t:Theme)
OPTIONAL MATCH (t)-[:WITHIN]->(broad:Theme)
WITH t, min(broad.id) AS within_id, [one IN counted WHERE one[0] = t.id] AS own
RETURN t.id AS theme_id, t.title AS theme, t.definition AS definition, within_id,
       coalesce(own[0][1], 0) AS reviews, coalesce(own[0][2], 0) AS recommendations
ORDER BY theme_id
