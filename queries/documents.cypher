// title: The documents that reviews were read from
// audience: explorer
// description: Every file that was read, with its digest, its pages and those not read, and what came out of it.
MATCH (d:Document)
OPTIONAL MATCH (v:Review)-[:READ_FROM]->(d)
OPTIONAL MATCH (v)-[:MADE]->(r:Recommendation)
WITH d, v, count(r) AS made, count(CASE WHEN r.kind = 'concern' THEN 1 END) AS concerns,
     count(CASE WHEN r.checked IS NOT NULL THEN 1 END) AS checked,
     count(CASE WHEN r.actor IS NULL THEN 1 END) AS without_codes
OPTIONAL MATCH (v)-[:INVOLVED]->(a:Agency)
RETURN d.id AS document_id, d.title AS document, d.digest AS digest, d.format AS format, d.pages AS pages,
       d.pages_unread AS pages_unread, d.unread AS unread, d.warnings AS warnings, d.replaces AS replaces,
       v.id AS review_id, v.title AS review, v.kind AS kind, made - concerns AS recommendations, concerns,
       checked, without_codes, count(a) AS agencies
ORDER BY document, document_id, review_id
