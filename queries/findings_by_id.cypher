// title: What do certain findings say, and where are they from?
// audience: explorer
// description: Findings named by their ids, each with design, strength, direction and the full citation with how far it was checked.
// param: ids | text |  | Ids, parted by spaces
UNWIND split($ids, ' ') AS id
MATCH (f:Finding {id: id})-[:FROM_SOURCE]->(s:Source)
RETURN f.id AS finding_id, f.text AS finding, f.design AS design, f.strength AS strength,
       f.direction AS direction, f.population AS population, f.setting AS setting,
       f.country AS country, s.id AS source_id, s.authors AS authors, s.year AS year,
       s.title AS source, s.container AS container, s.volume_pages AS volume_pages, s.doi AS doi,
       s.url AS url, s.kind AS source_kind, s.check_status AS check_status
ORDER BY finding_id, source_id
