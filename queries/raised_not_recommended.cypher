// title: Which themes did cases raise that no recommendation takes up?
// audience: learning lead, researcher
// description: Themes that a review says its case raised, and how often the same review makes no recommendation about them. Coroners' reports state concerns and are not counted. Reviews of which no recommendation is in the graph are not counted either.
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (v:Review)-[:RAISED]->(t:Theme)
WHERE v.kind <> 'PFD' AND ($kind = '' OR v.kind = $kind)
  AND EXISTS { (v)-[:MADE]->(:Recommendation) }
OPTIONAL MATCH (v)-[:MADE]->(r:Recommendation)
WHERE EXISTS { MATCH (r)-[about:ABOUT]->(t) WHERE about.verdict IS NULL OR about.verdict <> 'reject' }
WITH t, v, count(r) AS answered
RETURN t.id AS theme_id, t.title AS theme,
       sum(CASE WHEN answered = 0 THEN 1 ELSE 0 END) AS reviews_without,
       count(v) AS of_reviews_raising
ORDER BY reviews_without DESC, theme_id
