// title: Is an agency addressed more or less often?
// audience: learning lead, researcher
// description: For each year, the reviews with a recommendation or concern put to an agency or a type of agency, out of the reviews of that year that make any. Reviews without a year stand in the last row. Reviews are published late: the latest years are incomplete.
// param: agency | agency | pol-force | An agency, or a type of agency
// param: kind | review_kind |  | A kind of review; empty for all
CALL {
  MATCH (v:Review)
  WHERE ($kind = '' OR v.kind = $kind) AND EXISTS { (v)-[:MADE]->(:Recommendation) }
  WITH v.year AS y, count(v) AS n
  RETURN collect({year: y, reviews: n}) AS made
}
CALL {
  MATCH (:Agency {id: $agency})<-[:IS_A*0..3]-(:Agency)<-[:ADDRESSED_TO]-(r:Recommendation)<-[:MADE]-(v:Review)
  WHERE $kind = '' OR v.kind = $kind
  WITH v.year AS y, count(DISTINCT v) AS n, count(DISTINCT r) AS asks
  RETURN collect({year: coalesce(y, 0), reviews: n, asks: asks}) AS found
}
UNWIND made AS every
WITH every, [one IN found WHERE one.year = coalesce(every.year, 0)][0] AS told
RETURN every.year AS year, coalesce(told.reviews, 0) AS reviews, every.reviews AS of_reviews,
       coalesce(told.asks, 0) AS recommendations
ORDER BY coalesce(year, 9999)
