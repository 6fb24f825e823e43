// title: Find anything by name
// audience: explorer
// description: Nodes of any kind whose title holds the given words.
// param: words | text | information | Words as they stand in the title
// param: limit | integer | 30 | Rows at most
MATCH (n)
WHERE (n:Review OR n:Recommendation OR n:Agency OR n:Theme OR n:Finding OR n:Source)
  AND toLower(n.title) CONTAINS toLower($words)
RETURN labels(n)[0] AS kind, n.id AS id, n.title AS title
ORDER BY size(n.title), kind, id
LIMIT $limit
