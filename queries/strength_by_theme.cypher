// title: How strong are the actions asked for, by theme?
// audience: learning lead, researcher
// description: Recommendations (concerns left out) by strength of action within each theme. Strength follows the patient-safety hierarchy and is coded by rule; it is not a grade.
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (v:Review)-[:MADE]->(r:Recommendation)-[about:ABOUT]->(t:Theme)
WHERE r.kind <> 'concern' AND ($kind = '' OR v.kind = $kind) AND (about.verdict IS NULL OR about.verdict <> 'reject')
WITH DISTINCT t, r
RETURN t.id AS theme_id, t.title AS theme,
       sum(CASE WHEN r.strength = 'weaker' THEN 1 ELSE 0 END) AS weaker,
       sum(CASE WHEN r.strength = 'intermediate' THEN 1 ELSE 0 END) AS intermediate,
       sum(CASE WHEN r.strength = 'stronger' THEN 1 ELSE 0 END) AS stronger,
       sum(CASE WHEN r.strength = 'unclear' THEN 1 ELSE 0 END) AS unclear,
       count(r) AS of_recommendations
ORDER BY theme_id
