// title: Which themes travel together?
// audience: trainer, researcher
// description: Pairs of themes recommended about in the same review, with lift: how many times more often together than chance would have it. Small counts make wild lifts.
// param: reviews | integer | 5 | Reviews with both, at least
// param: limit | integer | 50 | Rows at most
MATCH (v:Review)-[:MADE]->(:Recommendation)
WITH count(DISTINCT v) AS of_reviews
MATCH (v:Review)-[:MADE]->(:Recommendation)-[about:ABOUT]->(t:Theme)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
WITH DISTINCT of_reviews, v, t
MATCH (v)-[:MADE]->(:Recommendation)-[about:ABOUT]->(u:Theme)
WHERE t.id < u.id AND (about.verdict IS NULL OR about.verdict <> 'reject')
WITH of_reviews, t, u, count(DISTINCT v) AS together
WHERE together >= $reviews
WITH of_reviews, t, u, together ORDER BY together DESC, t.id, u.id LIMIT $limit
MATCH (v:Review)-[:MADE]->(:Recommendation)-[about:ABOUT]->(t)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
WITH of_reviews, t, u, together, count(DISTINCT v) AS with_one
MATCH (v:Review)-[:MADE]->(:Recommendation)-[about:ABOUT]->(u)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
WITH of_reviews, t, u, together, with_one, count(DISTINCT v) AS with_other
RETURN t.id AS theme_id, t.title AS theme, u.id AS other_id, u.title AS other, together AS reviews,
       with_one, with_other, of_reviews,
       toFloat(together) * of_reviews / (with_one * with_other) AS lift
ORDER BY reviews DESC, theme_id, other_id
