// title: What is asked of national bodies, and by whom?
// audience: learning lead, researcher
// description: National bodies addressed, with the themes, how many areas asked and over which years.
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
MATCH (v:Review)-[:MADE]->(r:Recommendation)-[:ADDRESSED_TO]->(a:Agency)
WHERE a.level = 'national' AND ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
OPTIONAL MATCH (r)-[about:ABOUT]->(t:Theme)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
RETURN a.id AS agency_id, a.title AS agency, t.id AS theme_id, t.title AS theme,
       count(DISTINCT r) AS recommendations, count(DISTINCT v) AS reviews,
       count(DISTINCT v.area) AS areas, min(v.year) AS first_year, max(v.year) AS last_year
ORDER BY areas DESC, recommendations DESC, agency_id, theme_id
