// title: How are recommendations coded, taken together?
// audience: researcher
// description: Recommendations (concerns left out) by every combination of the codes that the study of 2011 asks about, with how many of each ask for several things. Coded by rule.
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (r:Recommendation)
WHERE r.kind <> 'concern'
  AND EXISTS { MATCH (v:Review)-[:MADE]->(r) WHERE $kind = '' OR v.kind = $kind }
RETURN r.depth AS depth, r.societal AS societal, r.evidence_base AS evidence_base,
       r.strength AS strength, r.actor AS actor, r.action AS action, r.time AS time,
       r.measurable AS measurable, sum(CASE WHEN r.asks > 1 THEN 1 ELSE 0 END) AS several,
       count(*) AS recommendations
ORDER BY depth, societal, evidence_base, strength, actor, action, time, measurable
