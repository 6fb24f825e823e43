// title: Under which licences are the reviews?
// audience: researcher, trainer
// description: Reviews and their recommendations by the licence that the review states; empty where none is known. What is quoted is under the licence of its review.
MATCH (v:Review)
OPTIONAL MATCH (v)-[:MADE]->(r:Recommendation)
WITH v, count(r) AS n
RETURN coalesce(v.licence, '') AS licence, count(v) AS reviews, sum(n) AS recommendations,
       sum(CASE WHEN v.invented = true THEN 1 ELSE 0 END) AS invented
ORDER BY reviews DESC, licence
