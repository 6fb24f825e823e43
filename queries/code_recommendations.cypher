// title: Which recommendations have a certain code?
// audience: learning lead, researcher
// description: Recommendations (concerns left out) that one code gives a value, with the words it rests on, the latest first. Coded by rule.
// param: code | text | strength | actor, action, measurable, time, strength, depth, level, societal or evidence_base
// param: value | text | stronger | A value of that code
// param: kind | review_kind |  | A kind of review; empty for all
// param: year | year | 0 | One year; 0 for all
// param: limit | integer | 200 | Rows at most
MATCH (v:Review)-[:MADE]->(r:Recommendation)
WHERE ($year = 0 OR v.year = $year) AND r.kind <> 'concern' AND ($kind = '' OR v.kind = $kind)
  AND $value = CASE $code
    WHEN 'actor' THEN r.actor WHEN 'action' THEN r.action WHEN 'time' THEN r.time
    WHEN 'measurable' THEN r.measurable WHEN 'strength' THEN r.strength
    WHEN 'depth' THEN r.depth WHEN 'level' THEN r.level WHEN 'societal' THEN r.societal
    WHEN 'evidence_base' THEN r.evidence_base END
RETURN r.id AS recommendation_id, r.text AS wording, r.kind AS kind, r.number AS number,
       r.strength AS strength, CASE $code
         WHEN 'actor' THEN r.actor_words WHEN 'action' THEN r.action_words
         WHEN 'measurable' THEN r.measurable_words WHEN 'time' THEN r.time_words
         WHEN 'strength' THEN r.strength_words WHEN 'depth' THEN r.depth_words
         WHEN 'level' THEN r.level_words WHEN 'societal' THEN r.societal_words
         WHEN 'evidence_base' THEN r.evidence_base_words END AS words, v.id AS review_id,
       v.title AS review, v.kind AS review_kind, v.area AS area, v.year AS year
ORDER BY coalesce(year, 0) DESC, recommendation_id
LIMIT $limit
