// title: What is one step from here?
// audience: explorer
// description: Everything joined to one node, by any relationship, with direction and score. Links a person rejected are left out.
// param: id | text | info.sharing | The id of any node
// param: limit | integer | 2000 | Rows at most
CALL {
  MATCH (n:Review {id: $id}) RETURN n
  UNION ALL
  MATCH (n:Recommendation {id: $id}) RETURN n
  UNION ALL
  MATCH (n:Agency {id: $id}) RETURN n
  UNION ALL
  MATCH (n:Theme {id: $id}) RETURN n
  UNION ALL
  MATCH (n:Finding {id: $id}) RETURN n
  UNION ALL
  MATCH (n:Source {id: $id}) RETURN n
}
MATCH (n)-[e]-(m)
WHERE e.verdict IS NULL OR e.verdict <> 'reject'
RETURN type(e) AS edge, startNode(e).id = n.id AS outgoing, labels(n)[0] AS from_kind, n.title AS from_title,
       labels(m)[0] AS kind, m.id AS id, m.title AS title, e.score AS score
ORDER BY edge, kind, coalesce(score, 0) DESC, id
LIMIT $limit
