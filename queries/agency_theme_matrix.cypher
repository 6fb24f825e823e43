// title: Which kinds of agency are told about which themes?
// audience: learning lead, researcher
// description: Type of agency by theme: reviews and recommendations in each cell, out of the reviews in which that type was addressed at all. Pairs that never occur are not listed.
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (v:Review)-[:MADE]->(r:Recommendation)-[:ADDRESSED_TO]->(:Agency)-[:IS_A*0..3]->(g:Agency)
WHERE ($kind = '' OR v.kind = $kind) AND g.resolved = true AND (g.is_type = true OR g.level = 'national')
WITH g, count(DISTINCT v) AS of_reviews
MATCH (v:Review)-[:MADE]->(r:Recommendation)-[:ADDRESSED_TO]->(:Agency)-[:IS_A*0..3]->(g)
WHERE $kind = '' OR v.kind = $kind
MATCH (r)-[:ABOUT]->(t:Theme)
RETURN g.id AS agency_id, g.title AS agency, t.id AS theme_id, t.title AS theme,
       count(DISTINCT v) AS reviews, of_reviews, count(DISTINCT r) AS recommendations
ORDER BY agency_id, theme_id
