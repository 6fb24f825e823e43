// title: How strong are the actions asked of each kind of agency?
// audience: learning lead, researcher
// description: Recommendations (concerns left out) by strength of action, for each type of agency or national body addressed. Coded by rule; not a grade, and not a ranking of agencies.
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (v:Review)-[:MADE]->(r:Recommendation)-[:ADDRESSED_TO]->(:Agency)-[:IS_A*0..3]->(g:Agency)
WHERE r.kind <> 'concern' AND ($kind = '' OR v.kind = $kind) AND g.resolved = true AND (g.is_type = true OR g.level = 'national')
WITH DISTINCT g, r
RETURN g.id AS agency_id, g.title AS agency,
       sum(CASE WHEN r.strength = 'weaker' THEN 1 ELSE 0 END) AS weaker,
       sum(CASE WHEN r.strength = 'intermediate' THEN 1 ELSE 0 END) AS intermediate,
       sum(CASE WHEN r.strength = 'stronger' THEN 1 ELSE 0 END) AS stronger,
       sum(CASE WHEN r.strength = 'unclear' THEN 1 ELSE 0 END) AS unclear,
       count(r) AS of_recommendations
ORDER BY agency_id
