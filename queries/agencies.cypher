// title: The agencies that were addressed or involved
// audience: explorer
// description: Agencies with the reviews in which they were addressed and involved. Not a league table: counts follow publication and size.
MATCH (a:Agency)
OPTIONAL MATCH (v:Review)-[:MADE]->(:Recommendation)-[:ADDRESSED_TO]->(a)
WITH a, count(DISTINCT v) AS reviews_addressed
OPTIONAL MATCH (w:Review)-[:INVOLVED]->(a)
WITH a, reviews_addressed, count(DISTINCT w) AS reviews_involved
WHERE reviews_addressed > 0 OR reviews_involved > 0 OR a.is_type = true
OPTIONAL MATCH (a)-[:IS_A]->(g:Agency)
WITH a, reviews_addressed, reviews_involved, g ORDER BY g.id
WITH a, reviews_addressed, reviews_involved, collect(g.title) AS types
RETURN a.id AS agency_id, a.title AS agency, a.sector AS sector, a.level AS level, a.is_type AS is_type,
       a.resolved AS resolved, types, reviews_addressed, reviews_involved
ORDER BY agency, agency_id
