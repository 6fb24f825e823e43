// title: Is a theme rising or fading?
// audience: learning lead, researcher
// description: For each year, the reviews with a recommendation or concern about a theme, out of the reviews of that year. Reviews are published late: the latest years are incomplete.
// param: theme | theme | abuse.coercive | A theme; a broad one takes in those within it
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (v:Review)
WHERE v.year IS NOT NULL AND ($kind = '' OR v.kind = $kind)
OPTIONAL MATCH (v)-[:MADE]->(r:Recommendation)-[about:ABOUT]->(t:Theme)-[:WITHIN*0..2]->(:Theme {id: $theme})
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
WITH v, count(r) AS recommendations
RETURN v.year AS year, sum(CASE WHEN recommendations > 0 THEN 1 ELSE 0 END) AS reviews,
       count(v) AS of_reviews, sum(recommendations) AS recommendations
ORDER BY year
