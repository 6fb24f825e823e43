// title: What did coroners warn of that no other review recommends about?
// audience: researcher
// description: Coroners' concerns with no repeat link to a recommendation of another kind of review in the graph.
// param: area | area |  | An area; empty for all
// param: limit | integer | 50 | Rows at most
MATCH (v:Review)-[:MADE]->(r:Recommendation {kind: 'concern'})
WHERE $area = '' OR v.area = $area
OPTIONAL MATCH (r)-[x:REPEATS]-(other:Recommendation)
WHERE other.kind <> 'concern' AND (x.verdict IS NULL OR x.verdict <> 'reject')
WITH v, r, count(x) AS taken_up
WHERE taken_up = 0
RETURN r.id AS recommendation_id, r.text AS wording, v.id AS review_id, v.title AS review,
       v.area AS area, v.year AS year
ORDER BY year DESC, recommendation_id
LIMIT $limit
