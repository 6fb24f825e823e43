// title: Which agencies were asked to act, and in how many reviews?
// audience: explorer
// description: Agencies and types of agency addressed, rolled up along types, with the reviews and recommendations put to them and the years. Not a league table: counts follow publication and size.
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (v:Review)-[:MADE]->(r:Recommendation)-[:ADDRESSED_TO]->(:Agency)-[:IS_A*0..3]->(g:Agency)
WHERE $kind = '' OR v.kind = $kind
RETURN g.id AS agency_id, g.title AS agency, g.sector AS sector, g.level AS level,
       g.is_type AS is_type, g.resolved AS resolved, count(DISTINCT v) AS reviews,
       count(DISTINCT r) AS recommendations, min(v.year) AS first_year, max(v.year) AS last_year
ORDER BY agency, agency_id
