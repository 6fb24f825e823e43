// title: Is a theme rising or fading?
// audience: learning lead, researcher
// description: For each year, the reviews with a recommendation or concern about a theme, out of the reviews of that year that make any. Reviews without a year stand in the last row. Reviews are published late: the latest years are incomplete.
// param: theme | theme | abuse.coercive | A theme; a broad one takes in those within it
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
CALL {
  MATCH (v:Review)
  WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
    AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
    AND EXISTS { (v)-[:MADE]->(:Recommendation) }
  WITH v.year AS y, count(v) AS n
  RETURN collect({year: y, reviews: n}) AS made
}
CALL {
  MATCH (:Theme {id: $theme})<-[:WITHIN*0..2]-(:Theme)<-[about:ABOUT]-(r:Recommendation)<-[:MADE]-(v:Review)
  WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
    AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
    AND (about.verdict IS NULL OR about.verdict <> 'reject')
  WITH v.year AS y, count(DISTINCT v) AS n, count(DISTINCT r) AS asks
  RETURN collect({year: coalesce(y, 0), reviews: n, asks: asks}) AS found
}
UNWIND made AS every
WITH every, [one IN found WHERE one.year = coalesce(every.year, 0)][0] AS told
RETURN every.year AS year, coalesce(told.reviews, 0) AS reviews, every.reviews AS of_reviews,
       coalesce(told.asks, 0) AS recommendations
ORDER BY coalesce(year, 9999)
