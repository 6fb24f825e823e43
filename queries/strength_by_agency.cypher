// title: How strong are the actions asked of each kind of agency?
// audience: learning lead, researcher
// description: Recommendations (concerns left out) by strength of action, for each type of agency or national body addressed. Coded by rule; not a grade, and not a ranking of agencies.
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (g:Agency)<-[:IS_A*0..3]-(a:Agency)
WHERE g.resolved = true AND (g.is_type = true OR g.level = 'national')
MATCH (a)<-[:ADDRESSED_TO]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE r.kind <> 'concern' AND ($kind = '' OR v.kind = $kind)
RETURN g.id AS agency_id, g.title AS agency,
       count(DISTINCT CASE WHEN r.strength = 'weaker' THEN r.id END) AS weaker,
       count(DISTINCT CASE WHEN r.strength = 'intermediate' THEN r.id END) AS intermediate,
       count(DISTINCT CASE WHEN r.strength = 'stronger' THEN r.id END) AS stronger,
       count(DISTINCT CASE WHEN r.strength = 'unclear' THEN r.id END) AS unclear,
       count(DISTINCT r) AS of_recommendations
ORDER BY agency_id
