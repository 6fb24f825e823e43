// title: To whom is joint work put, and in which reviews?
// audience: researcher
// description: Themes that no agency can see to alone (joint_work says why), each with whom it was put to and the ids of those reviews; a broad theme takes in those within it. An ask of 'all agencies' is put to everyone and stands apart, with or without an agency.
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
MATCH (s:Theme)-[:WITHIN*0..2]->(t:Theme)
WHERE t.joint_work <> ''
WITH s, t
MATCH (s)<-[about:ABOUT]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE (about.verdict IS NULL OR about.verdict <> 'reject')
  AND ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
OPTIONAL MATCH (r)-[:ADDRESSED_TO]->(a:Agency)
WITH t.id AS theme_id, a.id AS agency_id, coalesce(r.level, '') = 'all' AS to_all,
     v.id AS review_id
WHERE agency_id IS NOT NULL OR to_all
WITH theme_id, agency_id, to_all, review_id ORDER BY review_id
WITH theme_id, agency_id, to_all, collect(DISTINCT review_id) AS reviews
RETURN theme_id, agency_id, to_all, reviews
ORDER BY theme_id, agency_id, to_all
