// title: How are recommendations coded, year by year?
// audience: learning lead, researcher
// description: For each year and each value of one code, the recommendations (concerns left out) coded so. Those without a year stand in the last rows. Coded by rule. Reviews are published late: the latest years are incomplete.
// param: code | text | strength | actor, action, measurable, time, strength, depth, level, societal or evidence_base
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (v:Review)-[:MADE]->(r:Recommendation)
WHERE r.kind <> 'concern' AND ($kind = '' OR v.kind = $kind)
WITH v.year AS year,
     CASE $code WHEN 'actor' THEN r.actor WHEN 'action' THEN r.action WHEN 'time' THEN r.time
                WHEN 'measurable' THEN r.measurable WHEN 'strength' THEN r.strength
                WHEN 'depth' THEN r.depth WHEN 'level' THEN r.level WHEN 'societal' THEN r.societal
                WHEN 'evidence_base' THEN r.evidence_base END AS value,
     count(*) AS recommendations
WHERE value <> ''
RETURN year, value, recommendations
ORDER BY coalesce(year, 9999), value
