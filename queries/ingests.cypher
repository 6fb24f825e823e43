// title: What was read, and when
// audience: explorer
// description: Every table and document that was read, and the last linking: when, what it gave, and what was refused or not matched.
MATCH (i:Ingest)
RETURN i.id AS ingest_id, i.title AS title, i.kind AS kind, i.digest AS digest, i.made_on AS made_on, i.read AS read,
       i.records AS records, i.refused AS refused, i.unresolved AS unresolved
ORDER BY made_on DESC, ingest_id
