// title: What does one review say it leans on?
// audience: researcher, learning lead
// description: The publications that a review's recommendations cite, with the words that cite them.
// param: review | review |  | A review
MATCH (:Review {id: $review})-[:MADE]->(r:Recommendation)-[cites:CITES]->(s:Source)
RETURN r.id AS recommendation_id, s.id AS source_id, s.authors AS authors, s.year AS year,
       s.title AS source, cites.quote AS quote, s.check_status AS check_status
ORDER BY recommendation_id, source_id
