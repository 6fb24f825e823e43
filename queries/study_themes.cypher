// title: Which broad themes do recommendations touch, by recommendations and by reviews?
// audience: researcher
// description: For each theme, those within it taken in: recommendations (concerns left out) about it and reviews that make one, out of all that make any.
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (v:Review)-[:MADE]->(r:Recommendation)
WHERE r.kind <> 'concern' AND ($kind = '' OR v.kind = $kind)
WITH count(DISTINCT v) AS of_reviews, count(DISTINCT r) AS of_recommendations
MATCH (v:Review)-[:MADE]->(r:Recommendation)-[about:ABOUT]->(:Theme)-[:WITHIN*0..2]->(t:Theme)
WHERE r.kind <> 'concern' AND ($kind = '' OR v.kind = $kind)
  AND (about.verdict IS NULL OR about.verdict <> 'reject')
RETURN t.id AS theme_id, t.title AS theme, count(DISTINCT r) AS recommendations,
       of_recommendations, count(DISTINCT v) AS reviews, of_reviews
ORDER BY recommendations DESC, theme_id
