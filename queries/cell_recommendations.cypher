// title: What was one kind of agency told about one theme?
// audience: learning lead, trainer
// description: The wording behind one cell of the agency and theme matrix, latest first.
// param: agency | agency | pol-force | An agency, or a type of agency
// param: theme | theme | info.sharing | A theme
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (:Agency {id: $agency})<-[:IS_A*0..3]-(body:Agency)<-[:ADDRESSED_TO]-(r:Recommendation)
MATCH (r)-[about:ABOUT]->(:Theme {id: $theme})
MATCH (v:Review)-[:MADE]->(r)
WHERE $kind = '' OR v.kind = $kind
RETURN DISTINCT r.id AS recommendation_id, r.text AS wording, r.kind AS kind, r.strength AS strength,
       about.score AS score, about.cue AS cue, v.id AS review_id, v.title AS review, v.area AS area,
       v.year AS year
ORDER BY year DESC, recommendation_id
