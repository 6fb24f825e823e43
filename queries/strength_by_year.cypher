// title: How strong are the actions asked for, by year?
// audience: learning lead, researcher
// description: Recommendations (concerns left out) by strength of action in each year.
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (v:Review)-[:MADE]->(r:Recommendation)
WHERE r.kind <> 'concern' AND ($kind = '' OR v.kind = $kind) AND v.year IS NOT NULL
RETURN v.year AS year,
       count(DISTINCT CASE WHEN r.strength = 'weaker' THEN r.id END) AS weaker,
       count(DISTINCT CASE WHEN r.strength = 'intermediate' THEN r.id END) AS intermediate,
       count(DISTINCT CASE WHEN r.strength = 'stronger' THEN r.id END) AS stronger,
       count(DISTINCT CASE WHEN r.strength = 'unclear' THEN r.id END) AS unclear,
       count(DISTINCT r) AS of_recommendations
ORDER BY year
