// title: Which kinds of agency are told about which themes?
// audience: learning lead, researcher
// description: Type of agency, or national body, by theme: reviews and recommendations in each cell, out of the reviews in which it was addressed at all. Pairs that never occur are not listed.
// param: kind | review_kind |  | A kind of review; empty for all
// param: broad | boolean | no | Take the themes within a broad one together
MATCH (v:Review)-[:MADE]->(r:Recommendation)-[:ADDRESSED_TO]->(:Agency)-[:IS_A*0..3]->(g:Agency)
WHERE ($kind = '' OR v.kind = $kind) AND g.resolved = true AND (g.is_type = true OR g.level = 'national')
WITH g, count(DISTINCT v) AS of_reviews
MATCH (g)<-[:IS_A*0..3]-(:Agency)<-[:ADDRESSED_TO]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE $kind = '' OR v.kind = $kind
MATCH (r)-[about:ABOUT]->(t:Theme)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
MATCH (t)-[:WITHIN*0..2]->(b:Theme)
WHERE ($broad AND NOT EXISTS { (b)-[:WITHIN]->(:Theme) }) OR (NOT $broad AND b.id = t.id)
RETURN g.id AS agency_id, g.title AS agency, g.is_type AS is_type, g.sector AS sector,
       b.id AS theme_id, b.title AS theme, count(DISTINCT v) AS reviews, of_reviews,
       count(DISTINCT r) AS recommendations
ORDER BY agency_id, theme_id
