// title: Who does each recommendation of one review address?
// audience: explorer
// description: The agencies addressed, with the wording of the document and whether the addressee comes from a heading or column instead of the sentence.
// param: review | review |  | A review
MATCH (:Review {id: $review})-[:MADE]->(r:Recommendation)-[to:ADDRESSED_TO]->(a:Agency)
RETURN r.id AS recommendation_id, a.id AS agency_id, a.title AS agency, to.raw AS raw,
       to.inherited AS inherited, to.predecessor AS predecessor, a.resolved AS resolved
ORDER BY recommendation_id, agency, agency_id
