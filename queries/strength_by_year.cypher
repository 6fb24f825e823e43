// title: How strong are the actions asked for, by year?
// audience: learning lead, researcher
// description: Recommendations (concerns left out) by strength of action in each year.
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (v:Review)-[:MADE]->(r:Recommendation)
WHERE r.kind <> 'concern' AND ($kind = '' OR v.kind = $kind) AND v.year IS NOT NULL
WITH DISTINCT v.year AS y, r
RETURN y AS year,
       sum(CASE WHEN r.strength = 'weaker' THEN 1 ELSE 0 END) AS weaker,
       sum(CASE WHEN r.strength = 'intermediate' THEN 1 ELSE 0 END) AS intermediate,
       sum(CASE WHEN r.strength = 'stronger' THEN 1 ELSE 0 END) AS stronger,
       sum(CASE WHEN r.strength = 'unclear' THEN 1 ELSE 0 END) AS unclear,
       count(r) AS of_recommendations
ORDER BY year
