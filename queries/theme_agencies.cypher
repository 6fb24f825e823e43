// title: Who is told about a theme?
// audience: learning lead, trainer
// description: Types of agency and national bodies with the reviews in which they were told about a theme, out of the reviews in which they were addressed at all.
// param: theme | theme | info.sharing | A theme; a broad one takes in those within it
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
MATCH (:Theme {id: $theme})<-[:WITHIN*0..2]-(t:Theme)
MATCH (t)<-[about:ABOUT]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
  AND (about.verdict IS NULL OR about.verdict <> 'reject')
MATCH (r)-[:ADDRESSED_TO]->(:Agency)-[:IS_A*0..3]->(g:Agency)
WHERE g.resolved = true AND (g.is_type = true OR g.level = 'national')
WITH g, count(DISTINCT v) AS reviews, count(DISTINCT r) AS recommendations
MATCH (g)<-[:IS_A*0..3]-(a:Agency)
MATCH (a)<-[:ADDRESSED_TO]-(:Recommendation)<-[:MADE]-(v:Review)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
RETURN g.id AS agency_id, g.title AS agency, g.sector AS sector, reviews,
       count(DISTINCT v) AS of_reviews, recommendations
ORDER BY reviews DESC, recommendations DESC, agency_id
