// title: Which repeated recommendations were asked of one kind of agency?
// audience: researcher
// description: Ids of recommendations and concerns put to an agency or a type of agency that another review made again or before, and that nobody rejected. What was asked of a body since replaced counts for the one that holds its work now.
// param: agency | agency | pol-force | An agency, or a type of agency
MATCH (:Agency {id: $agency})<-[:IS_A*0..3]-(:Agency)<-[:ADDRESSED_TO]-(r:Recommendation)-[x:REPEATS]-(:Recommendation)
WHERE x.verdict IS NULL OR x.verdict <> 'reject'
RETURN DISTINCT r.id AS recommendation_id
ORDER BY recommendation_id
