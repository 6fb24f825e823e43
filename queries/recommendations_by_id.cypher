// title: What do certain recommendations say?
// audience: explorer
// description: Recommendations and concerns named by their ids: the wording, its page and codes, and the review with its licence and address.
// param: ids | text |  | Ids, parted by spaces
UNWIND split($ids, ' ') AS id
MATCH (v:Review)-[:MADE]->(r:Recommendation {id: id})
RETURN r.id AS recommendation_id, r.text AS wording, r.kind AS kind, r.number AS number,
       r.page AS page, r.actor AS actor, r.action AS action, r.measurable AS measurable,
       r.time AS time, r.strength AS strength, r.strength_words AS strength_words,
       r.depth AS depth, r.level AS level, r.societal AS societal,
       r.evidence_base AS evidence_base, v.id AS review_id, v.title AS review,
       v.kind AS review_kind, v.area AS area, v.year AS year, v.date AS date, v.url AS url,
       v.licence AS licence, v.invented AS invented
ORDER BY recommendation_id, review_id
