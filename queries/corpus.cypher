// title: How much is loaded?
// audience: explorer
// description: Reviews by kind, with years, areas and recommendations, and how many are invented.
MATCH (v:Review)
OPTIONAL MATCH (v)-[:MADE]->(r:Recommendation)
WITH v, count(r) AS n, sum(CASE WHEN r.kind = 'concern' THEN 1 ELSE 0 END) AS c
RETURN v.kind AS kind, count(v) AS reviews, sum(CASE WHEN v.invented = true THEN 1 ELSE 0 END) AS invented,
       sum(n) - sum(c) AS recommendations, sum(c) AS concerns, count(DISTINCT v.area) AS areas,
       min(v.year) AS first_year, max(v.year) AS last_year
ORDER BY kind
