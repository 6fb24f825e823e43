// title: In which reviews was an agency involved and not addressed?
// audience: learning lead, researcher
// description: The reviews in which an agency, or any body of a type, had a part in the case and no recommendation was put to it, with the wording that names it.
// param: agency | agency | edu-school | An agency, or a type of agency
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (v:Review)-[involved:INVOLVED]->(:Agency)-[:IS_A*0..3]->(:Agency {id: $agency})
WHERE $kind = '' OR v.kind = $kind
WITH v, collect(DISTINCT involved.raw) AS named
OPTIONAL MATCH (v)-[:MADE]->(r:Recommendation)-[:ADDRESSED_TO]->(:Agency)-[:IS_A*0..3]->(:Agency {id: $agency})
WITH v, named, count(r) AS addressed
WHERE addressed = 0
RETURN v.id AS review_id, v.title AS review, v.kind AS review_kind, v.area AS area, v.year AS year,
       named
ORDER BY year DESC, review_id
