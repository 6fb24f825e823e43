// title: How are recommendations coded, taken together?
// audience: researcher
// description: Recommendations (concerns left out) by every combination of the codes that the study of 2011 asks about, with how many of each repeat an earlier one. Coded by rule.
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (v:Review)-[:MADE]->(r:Recommendation)
WHERE r.kind <> 'concern' AND ($kind = '' OR v.kind = $kind)
OPTIONAL MATCH (r)-[x:REPEATS]->(:Recommendation)
WHERE x.verdict IS NULL OR x.verdict <> 'reject'
WITH r, sum(CASE WHEN x.tier = 'near-identical' THEN 1 ELSE 0 END) AS near, count(x) AS any_tier
RETURN r.depth AS depth, r.societal AS societal, r.evidence_base AS evidence_base,
       r.strength AS strength, r.actor AS actor, r.action AS action, r.time AS time,
       r.measurable AS measurable, count(r) AS recommendations,
       sum(CASE WHEN near > 0 THEN 1 ELSE 0 END) AS near_identical,
       sum(CASE WHEN any_tier > 0 THEN 1 ELSE 0 END) AS repeating
ORDER BY depth, societal, evidence_base, strength, actor, action, time, measurable
