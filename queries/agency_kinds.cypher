// title: What kind of body is each agency?
// audience: researcher
// description: Every agency of the register or the reviews with the types it belongs to; a type stands with no type of its own, unless it is one of a broader type. A council's own service, such as its social care, stands with the council that is asked where it is.
MATCH (a:Agency)
WHERE a.resolved = true
OPTIONAL MATCH (a)-[:IS_A*1..3]->(g:Agency)
OPTIONAL MATCH (a)-[:PART_OF]->(w:Agency {sector: 'local_government'})
RETURN a.id AS agency_id, a.title AS agency, a.sector AS sector, a.level AS level,
       a.is_type AS is_type, g.id AS kind_id, w.id AS council_id
ORDER BY agency_id, kind_id, council_id
