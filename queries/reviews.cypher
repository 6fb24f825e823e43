// title: The reviews that are loaded
// audience: explorer
// description: Every review with kind, area, date and its number of recommendations or concerns.
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
MATCH (v:Review)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
OPTIONAL MATCH (v)-[:MADE]->(r:Recommendation)
RETURN v.id AS review_id, v.title AS review, v.kind AS kind, v.area AS area, v.date AS date, v.year AS year,
       v.invented AS invented, count(r) AS recommendations
ORDER BY date DESC, review_id
