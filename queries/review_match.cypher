// title: Do one review's recommendations match what its case raised?
// audience: learning lead, researcher
// description: For one review, each theme raised by the case or recommended about, and which of the two it was.
// param: review | review |  | A review
MATCH (v:Review {id: $review})
MATCH (t:Theme)
WHERE EXISTS { (v)-[:RAISED]->(t) } OR EXISTS {
  MATCH (v)-[:MADE]->(:Recommendation)-[about:ABOUT]->(t) WHERE about.verdict IS NULL OR about.verdict <> 'reject'
}
OPTIONAL MATCH (v)-[raised:RAISED]->(t)
OPTIONAL MATCH (v)-[:MADE]->(r:Recommendation)
WHERE EXISTS { MATCH (r)-[about:ABOUT]->(t) WHERE about.verdict IS NULL OR about.verdict <> 'reject' }
RETURN t.id AS theme_id, t.title AS theme, count(DISTINCT raised) > 0 AS raised,
       count(DISTINCT r) AS recommendations, max(raised.passage) AS passage
ORDER BY theme_id
