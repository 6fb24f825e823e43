// title: What do recommendations ask for: procedure or judgement, the case or society?
// audience: researcher
// description: Recommendations (concerns left out) by depth and by societal reach, as RR157 asked. Coded by rule.
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (v:Review)-[:MADE]->(r:Recommendation)
WHERE r.kind <> 'concern' AND ($kind = '' OR v.kind = $kind)
RETURN r.depth AS depth, r.societal AS societal, count(DISTINCT r) AS recommendations,
       count(DISTINCT v) AS reviews
ORDER BY depth, societal
