// title: Which themes go to one agency and not to the other?
// audience: learning lead
// description: Themes put to one kind of agency and not to another, counted only in reviews where both were addressed.
// param: agency | agency | pol-force | Told
// param: other | agency | csc-type | Not told
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
CALL {
  MATCH (v:Review)-[:MADE]->(:Recommendation)-[:ADDRESSED_TO]->(:Agency)-[:IS_A*0..3]->(:Agency {id: $agency})
  WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
  WITH DISTINCT v
  MATCH (v)-[:MADE]->(:Recommendation)-[:ADDRESSED_TO]->(:Agency)-[:IS_A*0..3]->(:Agency {id: $other})
  RETURN count(DISTINCT v) AS of_reviews
}
MATCH (v:Review)-[:MADE]->(:Recommendation)-[:ADDRESSED_TO]->(:Agency)-[:IS_A*0..3]->(:Agency {id: $agency})
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
WITH DISTINCT of_reviews, v
MATCH (v)-[:MADE]->(q:Recommendation)-[:ADDRESSED_TO]->(:Agency)-[:IS_A*0..3]->(:Agency {id: $other})
OPTIONAL MATCH (q)-[about:ABOUT]->(u:Theme)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
WITH of_reviews, v, collect(DISTINCT u.id) AS told_other
MATCH (v)-[:MADE]->(r:Recommendation)-[:ADDRESSED_TO]->(:Agency)-[:IS_A*0..3]->(:Agency {id: $agency})
MATCH (r)-[about:ABOUT]->(t:Theme)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
RETURN t.id AS theme_id, t.title AS theme,
       count(DISTINCT CASE WHEN NOT t.id IN told_other THEN v.id END) AS reviews_only_one,
       count(DISTINCT CASE WHEN t.id IN told_other THEN v.id END) AS reviews_both, of_reviews
ORDER BY reviews_only_one DESC, theme_id
