// title: Does any recommendation act on poverty, housing or immigration rules?
// audience: researcher, learning lead
// description: Recommendations that ask for conditions to change (societal reach: change) or for services to respond to them (context), with the words the code rests on.
// param: reach | text | change | change or context
// param: limit | integer | 50 | Rows at most
MATCH (v:Review)-[:MADE]->(r:Recommendation)
WHERE r.societal = $reach
RETURN r.id AS recommendation_id, r.text AS wording, r.societal_words AS words, v.id AS review_id,
       v.title AS review, v.kind AS kind, v.year AS year
ORDER BY year DESC, recommendation_id
LIMIT $limit
