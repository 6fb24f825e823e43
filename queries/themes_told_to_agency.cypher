// title: What do reviews keep telling one kind of agency?
// audience: learning lead, trainer
// description: Themes put to an agency, or to every body of a type, by number of reviews, out of the reviews in which it was addressed at all.
// param: agency | agency | pol-force | An agency, or a type of agency
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
MATCH (:Agency {id: $agency})<-[:IS_A*0..3]-(body:Agency)<-[:ADDRESSED_TO]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
WITH count(DISTINCT v) AS of_reviews
MATCH (:Agency {id: $agency})<-[:IS_A*0..3]-(body:Agency)<-[:ADDRESSED_TO]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
MATCH (r)-[about:ABOUT]->(t:Theme)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
RETURN t.id AS theme_id, t.title AS theme, count(DISTINCT v) AS reviews, of_reviews,
       count(DISTINCT r) AS recommendations, min(v.year) AS first_year, max(v.year) AS last_year
ORDER BY reviews DESC, recommendations DESC, theme_id
