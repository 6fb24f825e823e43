// title: What was put to an agency about a theme, by name or as one of its kind?
// audience: learning lead, trainer
// description: Recommendations and concerns about a theme that address an agency, a body of its type, or the type it belongs to ('the police'), and for a council also its own services; latest first, with the words each link to the theme rests on.
// param: agency | agency | pol-force | An agency, or a type of agency
// param: theme | theme | info.sharing | A theme; a broad one takes in those within it
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
MATCH (one:Agency {id: $agency})
MATCH (a:Agency)
WHERE EXISTS { (a)-[:IS_A*0..3]->(one) } OR EXISTS { (one)-[:IS_A*0..3]->(a) }
WITH one, collect(a.id) AS kin
OPTIONAL MATCH (w:Agency {sector: 'local_government'})<-[:PART_OF]-(p:Agency)<-[:IS_A*0..3]-(s:Agency)
WHERE (w.id = one.id AND one.is_type) OR (w.id IN kin AND NOT one.is_type AND s.id = p.id)
WITH kin, collect(DISTINCT s.id) AS services
MATCH (a:Agency)
WHERE a.id IN kin + services
MATCH (a)<-[:ADDRESSED_TO]-(r:Recommendation)
WITH DISTINCT r
MATCH (r)-[about:ABOUT]->(t:Theme)-[:WITHIN*0..2]->(:Theme {id: $theme})
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
MATCH (v:Review)-[:MADE]->(r)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
WITH v, r, max(about.score) AS score, collect(DISTINCT about.cue) AS cues,
     collect(DISTINCT t.id) AS themes
RETURN r.id AS recommendation_id, r.text AS wording, r.kind AS kind, r.number AS number,
       r.strength AS strength, score, cues, themes, v.id AS review_id, v.title AS review,
       v.kind AS review_kind, v.area AS area, v.year AS year
ORDER BY year DESC, recommendation_id
