// title: What was put to one agency, in reviews that put the theme to it and not to the other?
// audience: learning lead
// description: The wording behind one row of 'Which themes go to one agency and not to the other?': recommendations and concerns about a theme, put to one agency in reviews that address both and put the theme to the other in none.
// param: agency | agency | pol-force | Told
// param: other | agency | csc-type | Not told
// param: theme | theme | info.sharing | A theme by itself, without those within it
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
MATCH (:Agency {id: $other})<-[:IS_A*0..3]-(:Agency)<-[:ADDRESSED_TO]-(q:Recommendation)<-[:MADE]-(v:Review)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
OPTIONAL MATCH (q)-[about:ABOUT]->(:Theme {id: $theme})
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
WITH v.id AS review_id, count(about) AS told_other
WHERE told_other = 0
MATCH (v:Review {id: review_id})-[:MADE]->(r:Recommendation)-[about:ABOUT]->(:Theme {id: $theme})
WHERE (about.verdict IS NULL OR about.verdict <> 'reject')
  AND EXISTS { (r)-[:ADDRESSED_TO]->(:Agency)-[:IS_A*0..3]->(:Agency {id: $agency}) }
RETURN r.id AS recommendation_id, r.text AS wording, r.kind AS kind, r.number AS number,
       r.strength AS strength, about.score AS score,
       CASE WHEN about.cue IS NULL THEN [] ELSE [about.cue] END AS cues, v.id AS review_id,
       v.title AS review, v.kind AS review_kind, v.area AS area, v.year AS year
ORDER BY year DESC, recommendation_id
