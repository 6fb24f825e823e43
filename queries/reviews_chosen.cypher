// title: How many reviews are counted?
// audience: explorer
// description: The reviews of a kind, an area and a span of years, and how many of them list who was involved in the case: the denominators of what is counted in them.
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
MATCH (v:Review)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
RETURN count(v) AS reviews,
       sum(CASE WHEN EXISTS { (v)-[:INVOLVED]->(:Agency) } THEN 1 ELSE 0 END) AS list_who_was_involved
ORDER BY reviews
