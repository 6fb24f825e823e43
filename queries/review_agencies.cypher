// title: Who was in the case, and who was asked to act?
// audience: explorer
// description: The agencies of one review: involved in the case, addressed by a recommendation, or both.
// param: review | review |  | A review
MATCH (v:Review {id: $review})
MATCH (a:Agency)
WHERE EXISTS { (v)-[:INVOLVED]->(a) } OR EXISTS { (v)-[:MADE]->(:Recommendation)-[:ADDRESSED_TO]->(a) }
OPTIONAL MATCH (v)-[involved:INVOLVED]->(a)
OPTIONAL MATCH (v)-[:MADE]->(r:Recommendation)-[:ADDRESSED_TO]->(a)
RETURN a.id AS agency_id, a.title AS agency, a.sector AS sector, count(DISTINCT involved) > 0 AS involved,
       count(DISTINCT r) AS recommendations
ORDER BY agency, agency_id
