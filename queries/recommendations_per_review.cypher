// title: How many recommendations does each review make?
// audience: researcher, learning lead
// description: Each review with its number of recommendations and concerns and of agencies addressed. RR157 (2011) found 47 on average, from 10 to 94, in 20 serious case reviews.
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (v:Review)
WHERE $kind = '' OR v.kind = $kind
OPTIONAL MATCH (v)-[:MADE]->(r:Recommendation)
WITH v, count(CASE WHEN r.kind <> 'concern' THEN 1 END) AS recommendations,
     count(CASE WHEN r.kind = 'concern' THEN 1 END) AS concerns
OPTIONAL MATCH (v)-[:MADE]->(:Recommendation)-[:ADDRESSED_TO]->(a:Agency)
RETURN v.id AS review_id, v.title AS review, v.kind AS kind, v.area AS area, v.year AS year,
       recommendations, concerns, count(DISTINCT a) AS agencies
ORDER BY recommendations DESC, concerns DESC, review_id
