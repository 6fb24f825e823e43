// title: What has to do with an agency?
// audience: explorer
// description: Ids of the recommendations and concerns addressed to an agency or to one of its kind, of the reviews that make them, and of the reviews in whose case it had a part.
// param: agency | agency | pol-force | An agency, or a type of agency
CALL {
  MATCH (:Agency {id: $agency})<-[:IS_A*0..3]-(:Agency)<-[:ADDRESSED_TO]-(r:Recommendation)
  RETURN r.id AS id
  UNION ALL
  MATCH (:Agency {id: $agency})<-[:IS_A*0..3]-(:Agency)<-[:ADDRESSED_TO]-(:Recommendation)<-[:MADE]-(v:Review)
  RETURN v.id AS id
  UNION ALL
  MATCH (:Agency {id: $agency})<-[:IS_A*0..3]-(:Agency)<-[:INVOLVED]-(v:Review)
  RETURN v.id AS id
}
RETURN DISTINCT id
ORDER BY id
