// title: Which themes come back most?
// audience: learning lead, researcher
// description: Every theme with the reviews and recommendations about it, out of all that are loaded.
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
MATCH (v:Review)-[:MADE]->(r:Recommendation)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
WITH count(DISTINCT v) AS of_reviews, count(DISTINCT r) AS of_recommendations
MATCH (t:Theme)<-[about:ABOUT]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND (about.verdict IS NULL OR about.verdict <> 'reject')
WITH t.id AS theme_id, of_reviews, of_recommendations, count(DISTINCT v) AS reviews,
     count(DISTINCT r) AS recommendations, min(v.year) AS first_year, max(v.year) AS last_year
MATCH (t:Theme {id: theme_id})
OPTIONAL MATCH (t)-[:WITHIN]->(broad:Theme)
RETURN theme_id, t.title AS theme, broad.title AS within, reviews, of_reviews,
       recommendations, of_recommendations, first_year, last_year
ORDER BY reviews DESC, recommendations DESC, theme_id
