// title: What do certain recommendations say?
// audience: explorer
// description: The wording of recommendations and concerns named by their ids, with review, area and year.
// param: ids | text |  | Ids, parted by spaces
UNWIND split($ids, ' ') AS id
MATCH (v:Review)-[:MADE]->(r:Recommendation {id: id})
RETURN r.id AS recommendation_id, r.text AS wording, r.kind AS kind, r.number AS number,
       r.strength AS strength, v.id AS review_id, v.title AS review, v.area AS area,
       v.year AS year, v.invented AS invented
ORDER BY recommendation_id
