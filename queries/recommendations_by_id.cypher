// title: What do certain recommendations say?
// audience: explorer
// description: Recommendations and concerns named by their ids: the wording, its page and codes, what its action plan says of it, and the review with its licence and address.
// param: ids | text |  | Ids, parted by spaces
UNWIND split($ids, ' ') AS id
MATCH (v:Review)-[:MADE]->(r:Recommendation {id: id})
RETURN r.id AS recommendation_id, r.text AS wording, r.kind AS kind, r.number AS number,
       r.page AS page, r.actor AS actor, r.actor_words AS actor_words, r.action AS action,
       r.action_words AS action_words, r.measurable AS measurable, r.time AS time,
       r.strength AS strength, r.strength_words AS strength_words, r.depth AS depth,
       r.depth_words AS depth_words, r.level AS level, r.level_words AS level_words,
       r.societal AS societal, r.societal_words AS societal_words,
       r.evidence_base AS evidence_base, r.plan_target_date AS plan_target_date,
       r.plan_status AS plan_status, r.plan_outcome AS plan_outcome,
       v.id AS review_id, v.title AS review,
       v.kind AS review_kind, v.area AS area, v.year AS year, v.date AS date, v.url AS url,
       v.licence AS licence, v.invented AS invented
ORDER BY recommendation_id, review_id
