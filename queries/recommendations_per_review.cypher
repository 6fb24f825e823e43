// title: How many recommendations does each review make?
// audience: researcher, learning lead
// description: Each review with its number of recommendations and concerns and of agencies addressed. RR157 (2011) found 47 on average, from 10 to 94, in 20 serious case reviews.
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (v:Review)
WHERE $kind = '' OR v.kind = $kind
OPTIONAL MATCH (v)-[:MADE]->(r:Recommendation)
WITH v.id AS review_id, count(CASE WHEN r.kind <> 'concern' THEN 1 END) AS recommendations,
     count(CASE WHEN r.kind = 'concern' THEN 1 END) AS concerns
MATCH (v:Review {id: review_id})
OPTIONAL MATCH (v)-[:MADE]->(:Recommendation)-[:ADDRESSED_TO]->(a:Agency)
WITH review_id, recommendations, concerns, count(DISTINCT a.id) AS agencies
MATCH (v:Review {id: review_id})
RETURN review_id, v.title AS review, v.kind AS kind, v.area AS area, v.year AS year,
       recommendations, concerns, agencies
ORDER BY recommendations DESC, concerns DESC, review_id
