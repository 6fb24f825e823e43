// title: How strong are the actions asked for, by theme?
// audience: learning lead, researcher
// description: Recommendations (concerns left out) by strength of action within each theme. Strength follows the patient-safety hierarchy and is coded by rule; it is not a grade.
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (v:Review)-[:MADE]->(r:Recommendation)-[about:ABOUT]->(t:Theme)
WHERE r.kind <> 'concern' AND ($kind = '' OR v.kind = $kind) AND (about.verdict IS NULL OR about.verdict <> 'reject')
RETURN t.id AS theme_id, t.title AS theme,
       count(DISTINCT CASE WHEN r.strength = 'weaker' THEN r.id END) AS weaker,
       count(DISTINCT CASE WHEN r.strength = 'intermediate' THEN r.id END) AS intermediate,
       count(DISTINCT CASE WHEN r.strength = 'stronger' THEN r.id END) AS stronger,
       count(DISTINCT CASE WHEN r.strength = 'unclear' THEN r.id END) AS unclear,
       count(DISTINCT r) AS of_recommendations
ORDER BY theme_id
