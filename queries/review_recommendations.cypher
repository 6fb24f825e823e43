// title: What did one review recommend?
// audience: explorer
// description: The recommendations or concerns of one review in the order of the document, with addressees, themes, codes, and how much evidence is near.
// param: review | review |  | A review
MATCH (v:Review {id: $review})-[:MADE]->(r:Recommendation)
OPTIONAL MATCH (r)-[to:ADDRESSED_TO]->(a:Agency)
WITH r, to, a ORDER BY a.title, a.id
WITH r, collect(DISTINCT a.title) AS addressees, max(to.inherited) AS inherited
OPTIONAL MATCH (r)-[about:ABOUT]->(t:Theme)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
WITH r, addressees, inherited, t ORDER BY t.id
WITH r, addressees, inherited, collect(DISTINCT t.title) AS themes
OPTIONAL MATCH (r)-[near:NEAR_EVIDENCE]->(:Finding)
WHERE near.verdict IS NULL OR near.verdict <> 'reject'
WITH r, addressees, inherited, themes, count(near) AS findings_near
OPTIONAL MATCH (r)-[x:REPEATS]-(:Recommendation)
WHERE x.verdict IS NULL OR x.verdict <> 'reject'
RETURN r.id AS recommendation_id, r.number AS number, r.page AS page, r.kind AS kind, r.text AS wording,
       addressees, inherited, themes, findings_near, count(x) AS repeats, r.strength AS strength,
       r.strength_words AS strength_words, r.actor AS actor, r.actor_words AS actor_words,
       r.action AS action, r.action_words AS action_words, r.time AS time, r.time_words AS time_words,
       r.measurable AS measurable, r.measurable_words AS measurable_words, r.depth AS depth,
       r.depth_words AS depth_words, r.level AS level, r.level_words AS level_words,
       r.societal AS societal, r.societal_words AS societal_words, r.evidence_base AS evidence_base,
       r.evidence_base_words AS evidence_base_words, r.asks AS asks, r.plan_action AS plan_action,
       r.plan_lead AS plan_lead, r.plan_target_date AS plan_target_date, r.plan_status AS plan_status,
       r.plan_outcome AS plan_outcome, r.nearest AS nearest
ORDER BY page, recommendation_id
