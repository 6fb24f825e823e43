// title: In which reviews was an agency involved and not addressed?
// audience: learning lead, researcher
// description: The reviews in which an agency, or any body of a type, had a part in the case and no recommendation was put to it, by name, as one of its kind or, if it is a council, by one of its own services, with the wording that names it.
// param: agency | agency | edu-school | An agency, or a type of agency
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
MATCH (one:Agency {id: $agency})
MATCH (a:Agency)
WHERE EXISTS { (a)-[:IS_A*0..3]->(one) } OR EXISTS { (one)-[:IS_A*0..3]->(a) }
WITH one, collect(a.id) AS kin
OPTIONAL MATCH (w:Agency {sector: 'local_government'})<-[:PART_OF]-(p:Agency)<-[:IS_A*0..3]-(s:Agency)
WHERE (w.id = one.id AND one.is_type) OR (w.id IN kin AND NOT one.is_type AND s.id = p.id)
WITH one, kin, collect(DISTINCT s.id) AS services
WITH one, kin + services AS reaching
MATCH (one)<-[:IS_A*0..3]-(:Agency)<-[involved:INVOLVED]-(v:Review)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
WITH reaching, v, collect(DISTINCT involved.raw) AS named
OPTIONAL MATCH (v)-[:MADE]->(:Recommendation)-[:ADDRESSED_TO]->(a:Agency)
WITH v, named, sum(CASE WHEN a.id IN reaching THEN 1 ELSE 0 END) AS addressed
WHERE addressed = 0
RETURN v.id AS review_id, v.title AS review, v.kind AS review_kind, v.area AS area, v.year AS year,
       named
ORDER BY year DESC, review_id
