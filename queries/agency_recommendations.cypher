// title: What was put to one agency or kind of agency?
// audience: learning lead, trainer
// description: Recommendations and concerns addressed to an agency or to any body of a type, the latest first.
// param: agency | agency | pol-force | An agency, or a type of agency
// param: kind | review_kind |  | A kind of review; empty for all
// param: year | year | 0 | One year; 0 for all
// param: limit | integer | 200 | Rows at most
MATCH (:Agency {id: $agency})<-[:IS_A*0..3]-(:Agency)<-[:ADDRESSED_TO]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE ($kind = '' OR v.kind = $kind) AND ($year = 0 OR v.year = $year)
RETURN DISTINCT r.id AS recommendation_id, r.text AS wording, r.kind AS kind, r.number AS number,
       r.strength AS strength, v.id AS review_id, v.title AS review, v.kind AS review_kind,
       v.area AS area, v.year AS year
ORDER BY coalesce(year, 0) DESC, recommendation_id
LIMIT $limit
