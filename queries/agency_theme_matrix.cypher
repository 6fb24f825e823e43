// title: Which agencies are told about which themes?
// audience: learning lead, researcher
// description: Type of agency and national body, or each single agency, by theme: reviews and recommendations in each cell, out of the reviews in which it was addressed at all. What is put to a type as such ('the police') is put to no single agency. Pairs that never occur are not listed.
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
// param: broad | boolean | no | Take the themes within a broad one together
// param: single | boolean | no | Single agencies instead of types and national bodies
// param: reviews | integer | 1 | Leave out agencies addressed in fewer reviews
MATCH (g:Agency)<-[:IS_A*0..3]-(a:Agency)
WHERE g.resolved = true AND ((g.is_type = true AND NOT $single)
                             OR (g.level = 'national' AND NOT $single)
                             OR (g.is_type = false AND $single))
MATCH (a)<-[:ADDRESSED_TO]-(:Recommendation)<-[:MADE]-(v:Review)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
WITH g, count(DISTINCT v) AS of_reviews
WHERE of_reviews >= $reviews
MATCH (g)<-[:IS_A*0..3]-(a:Agency)
MATCH (a)<-[:ADDRESSED_TO]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
MATCH (r)-[about:ABOUT]->(t:Theme)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
MATCH (t)-[:WITHIN*0..2]->(b:Theme)
WHERE (NOT $broad AND b.id = t.id) OR ($broad AND NOT EXISTS { (b)-[:WITHIN]->(:Theme) })
RETURN g.id AS agency_id, g.title AS agency, g.is_type AS is_type, g.sector AS sector,
       g.level AS level, b.id AS theme_id, b.title AS theme, count(DISTINCT v) AS reviews,
       of_reviews, count(DISTINCT r) AS recommendations
ORDER BY agency_id, theme_id
