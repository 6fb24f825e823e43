// title: Which agencies were asked to act, and in how many reviews?
// audience: explorer
// description: Agencies and types of agency addressed, rolled up along types, with the reviews and recommendations put to them and the years. Not a league table: counts follow publication and size.
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
MATCH (g:Agency)<-[:IS_A*0..3]-(a:Agency)
MATCH (a)<-[:ADDRESSED_TO]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
RETURN g.id AS agency_id, g.title AS agency, g.sector AS sector, g.level AS level,
       g.is_type AS is_type, g.resolved AS resolved, count(DISTINCT v) AS reviews,
       count(DISTINCT r) AS recommendations, min(v.year) AS first_year, max(v.year) AS last_year
ORDER BY agency, agency_id
