// title: Which asks went to bodies that have since been replaced?
// audience: learning lead
// description: Addressees whose name in the document is of a predecessor, with the agency that holds its work now. Boundaries changed too: not every area maps one to one.
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
MATCH (v:Review)-[:MADE]->(r:Recommendation)-[to:ADDRESSED_TO]->(a:Agency)
WHERE to.predecessor = true AND ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
RETURN to.raw AS named_then, a.id AS agency_id, a.title AS now, count(DISTINCT r) AS recommendations,
       count(DISTINCT v) AS reviews, min(v.year) AS first_year, max(v.year) AS last_year
ORDER BY recommendations DESC, named_then, agency_id
