// title: Who had a part in the case and was never addressed?
// audience: researcher, learning lead
// description: Agencies involved in cases, by type, and in how many of those reviews no recommendation was put to them. Only reviews that list who was involved are counted.
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (v:Review)-[:INVOLVED]->(a:Agency)
WHERE $kind = '' OR v.kind = $kind
OPTIONAL MATCH (v)-[:MADE]->(r:Recommendation)-[:ADDRESSED_TO]->(a)
WITH a, v, count(r) AS addressed
RETURN a.id AS agency_id, a.title AS agency, a.sector AS sector,
       sum(CASE WHEN addressed = 0 THEN 1 ELSE 0 END) AS reviews_silent,
       count(v) AS of_reviews_involved
ORDER BY reviews_silent DESC, of_reviews_involved DESC, agency_id
