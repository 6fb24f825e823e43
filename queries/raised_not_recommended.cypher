// title: Which themes did cases raise that no recommendation takes up?
// audience: learning lead, researcher
// description: Themes that a review says its case raised, and how often the same review makes no recommendation about them. Coroners' reports state concerns and are not counted. Reviews of which no recommendation is in the graph are not counted either.
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
MATCH (v:Review)-[:RAISED]->(t:Theme)
WHERE v.kind <> 'PFD' AND ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
  AND EXISTS { (v)-[:MADE]->(:Recommendation) }
OPTIONAL MATCH (v)-[:MADE]->(:Recommendation)-[about:ABOUT]->(t)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
RETURN t.id AS theme_id, t.title AS theme,
       count(DISTINCT CASE WHEN about IS NULL THEN v.id END) AS reviews_without,
       count(DISTINCT v) AS of_reviews_raising
ORDER BY reviews_without DESC, theme_id
