// title: Which asks went to bodies that have since been replaced?
// audience: learning lead
// description: Addressees whose name in the document is of a predecessor, with the agency that holds its work now. Boundaries changed too: not every area maps one to one.
MATCH (v:Review)-[:MADE]->(r:Recommendation)-[to:ADDRESSED_TO]->(a:Agency)
WHERE to.predecessor = true
RETURN to.raw AS named_then, a.id AS agency_id, a.title AS now, count(DISTINCT r) AS recommendations,
       count(DISTINCT v) AS reviews, min(v.year) AS first_year, max(v.year) AS last_year
ORDER BY recommendations DESC, named_then, agency_id
