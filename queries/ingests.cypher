// title: The files that were read
// audience: explorer
// description: Every table and document that was read: what it is, when it was read, what it gave, and what was refused or not matched.
MATCH (i:Ingest)
WHERE i.id <> 'linking'
RETURN i.id AS ingest_id, i.title AS title, i.kind AS kind, i.digest AS digest, i.made_on AS made_on, i.read AS read,
       i.records AS records, i.refused AS refused, i.unresolved AS unresolved
ORDER BY made_on DESC, ingest_id
