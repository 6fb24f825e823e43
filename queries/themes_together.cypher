// title: Which themes travel together?
// audience: trainer, researcher
// description: Pairs of themes recommended about in the same review, with lift: how many times more often together than chance would have it. Small counts make wild lifts.
// param: reviews | integer | 5 | Reviews with both, at least
// param: limit | integer | 50 | Rows at most
MATCH (v:Review)-[:MADE]->(:Recommendation)
WITH count(DISTINCT v) AS of_reviews
MATCH (v:Review)-[:MADE]->(:Recommendation)-[about:ABOUT]->(t:Theme)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
WITH of_reviews, v.id AS review_id, collect(DISTINCT t.id) AS themes
UNWIND themes AS one
UNWIND themes AS other
WITH of_reviews, one, other, count(*) AS together
WHERE one < other AND together >= $reviews
WITH of_reviews, one, other, together ORDER BY together DESC, one, other LIMIT $limit
MATCH (t:Theme {id: one})<-[about:ABOUT]-(:Recommendation)<-[:MADE]-(v:Review)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
WITH of_reviews, t, other, together, count(DISTINCT v) AS with_one
MATCH (u:Theme {id: other})<-[about:ABOUT]-(:Recommendation)<-[:MADE]-(v:Review)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
WITH of_reviews, t, u, together, with_one, count(DISTINCT v) AS with_other
RETURN t.id AS theme_id, t.title AS theme, u.id AS other_id, u.title AS other, together AS reviews,
       with_one, with_other, of_reviews,
       toFloat(together) * of_reviews / (with_one * with_other) AS lift
ORDER BY reviews DESC, theme_id, other_id
