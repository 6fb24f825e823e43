// title: Which recommendations of one review are said elsewhere too?
// audience: learning lead, researcher
// description: For each recommendation of a review, what other reviews said alike, near-identical ones before possible ones. A possible repeat is for a person to confirm.
// param: review | review |  | A review
MATCH (:Review {id: $review})-[:MADE]->(r:Recommendation)-[x:REPEATS]-(other:Recommendation)<-[:MADE]-(w:Review)
WHERE x.verdict IS NULL OR x.verdict <> 'reject'
RETURN r.id AS recommendation_id, other.id AS other_id, other.text AS wording, x.tier AS tier,
       x.score AS score, startNode(x).id = r.id AS later, w.id AS review_id, w.title AS review, w.kind AS review_kind,
       w.area AS area, w.year AS year
ORDER BY recommendation_id, tier, score DESC, other_id
