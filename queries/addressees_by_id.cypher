// title: Who is asked by certain recommendations?
// audience: explorer
// description: The agencies addressed by recommendations and concerns named by their ids, each with the wording of the document and whether that names a body since replaced.
// param: ids | text |  | Ids, parted by spaces
UNWIND split($ids, ' ') AS id
MATCH (r:Recommendation {id: id})-[to:ADDRESSED_TO]->(a:Agency)
RETURN r.id AS recommendation_id, a.id AS agency_id, a.title AS agency, to.raw AS raw,
       to.predecessor AS predecessor
ORDER BY recommendation_id, agency, agency_id
