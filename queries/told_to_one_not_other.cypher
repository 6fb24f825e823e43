// title: Which themes go to one agency and not to the other?
// audience: learning lead
// description: Themes put to one kind of agency and not to another, counted only in reviews where both were addressed.
// param: agency | agency | pol-force | Told
// param: other | agency | csc-type | Not told
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
MATCH (v:Review)-[:MADE]->(:Recommendation)-[:ADDRESSED_TO]->(:Agency)-[:IS_A*0..3]->(:Agency {id: $agency})
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
WITH DISTINCT v
MATCH (v)-[:MADE]->(:Recommendation)-[:ADDRESSED_TO]->(:Agency)-[:IS_A*0..3]->(:Agency {id: $other})
WITH collect(DISTINCT v.id) AS both
UNWIND both AS review_id
MATCH (v:Review {id: review_id})-[:MADE]->(r:Recommendation)-[:ADDRESSED_TO]->(:Agency)-[:IS_A*0..3]->(:Agency {id: $agency})
MATCH (r)-[about:ABOUT]->(t:Theme)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
WITH DISTINCT both, v, t
OPTIONAL MATCH (v)-[:MADE]->(q:Recommendation)-[:ADDRESSED_TO]->(:Agency)-[:IS_A*0..3]->(:Agency {id: $other})
WHERE EXISTS { MATCH (q)-[about:ABOUT]->(t) WHERE about.verdict IS NULL OR about.verdict <> 'reject' }
WITH both, v, t, count(q) AS told_other
RETURN t.id AS theme_id, t.title AS theme,
       sum(CASE WHEN told_other = 0 THEN 1 ELSE 0 END) AS reviews_only_one,
       sum(CASE WHEN told_other > 0 THEN 1 ELSE 0 END) AS reviews_both, size(both) AS of_reviews
ORDER BY reviews_only_one DESC, theme_id
