// title: Where is an agency addressed?
// audience: trainer, learning lead
// description: For each kind of review, the reviews with a recommendation or concern put to an agency or a type of agency and the areas they are from. The denominators are in "How many reviews make a recommendation or state a concern?".
// param: agency | agency | pol-force | An agency, or a type of agency
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (:Agency {id: $agency})<-[:IS_A*0..3]-(:Agency)<-[:ADDRESSED_TO]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE $kind = '' OR v.kind = $kind
RETURN v.kind AS kind, count(DISTINCT v) AS reviews, count(DISTINCT v.area) AS areas,
       count(DISTINCT r) AS recommendations
ORDER BY kind
