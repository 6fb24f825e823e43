// title: Who was involved in the cases of certain recommendations?
// audience: explorer
// description: The agencies that a review names as involved in its case, for recommendations and concerns named by their ids. Many reviews list none, coroners' reports hardly ever.
// param: ids | text |  | Ids, parted by spaces
UNWIND split($ids, ' ') AS id
MATCH (:Recommendation {id: id})<-[:MADE]-(:Review)-[:INVOLVED]->(a:Agency)
RETURN DISTINCT id AS recommendation_id, a.id AS agency_id, a.title AS agency
ORDER BY recommendation_id, agency, agency_id
