// title: In which reviews was each agency involved?
// audience: researcher
// description: Agencies and types of agency as the reviews name them, each with the ids of the reviews whose case it had a part in. Reviews that do not list who was involved are missing.
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
MATCH (v:Review)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
WITH v ORDER BY v.id
MATCH (v)-[:INVOLVED]->(a:Agency)
WHERE a.resolved = true
WITH a, collect(v.id) AS reviews
RETURN a.id AS agency_id, reviews
ORDER BY agency_id
