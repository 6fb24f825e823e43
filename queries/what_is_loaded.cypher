// title: Which files are in, and which rows were refused?
// audience: learning lead, trainer
// description: Every file that was read, and the last run of linking: rows read, rows refused, addressees kept under their raw wording.
MATCH (i:Ingest)
RETURN i.id AS ingest_id, i.title AS file, i.kind AS kind, i.read AS rows_read, i.refused AS refused,
       i.unresolved AS unresolved, i.made_on AS made_on, i.digest AS digest
ORDER BY kind, file, ingest_id
