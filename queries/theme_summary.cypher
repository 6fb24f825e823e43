// title: Where does one theme stand?
// audience: explorer
// description: One theme with the themes within it: reviews that recommend about it and reviews whose case raised it, out of those chosen.
// param: theme | theme | judg.curiosity | A theme
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
MATCH (chosen:Review)
WHERE ($kind = '' OR chosen.kind = $kind) AND ($area = '' OR chosen.area = $area)
  AND ($from_year = 0 OR chosen.year >= $from_year) AND ($to_year = 0 OR chosen.year <= $to_year)
WITH count(chosen) AS of_reviews
MATCH (t:Theme {id: $theme})
OPTIONAL MATCH (t)<-[:WITHIN*0..2]-(:Theme)<-[about:ABOUT]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
  AND (about.verdict IS NULL OR about.verdict <> 'reject')
WITH of_reviews, t, count(DISTINCT r) AS recommendations, count(DISTINCT v) AS reviews,
     min(v.year) AS first_year, max(v.year) AS last_year
OPTIONAL MATCH (t)<-[:WITHIN*0..2]-(:Theme)<-[:RAISED]-(raised:Review)
WHERE ($kind = '' OR raised.kind = $kind) AND ($area = '' OR raised.area = $area)
  AND ($from_year = 0 OR raised.year >= $from_year) AND ($to_year = 0 OR raised.year <= $to_year)
RETURN t.id AS theme_id, t.title AS theme, t.definition AS definition, recommendations, reviews,
       count(DISTINCT raised) AS reviews_raised, of_reviews, first_year, last_year
