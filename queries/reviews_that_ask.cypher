// title: How many reviews make a recommendation or state a concern?
// audience: explorer
// description: The reviews of each kind that make any recommendation or state any concern, and their areas: the denominators of what comes back where.
MATCH (v:Review)
WHERE EXISTS { (v)-[:MADE]->(:Recommendation) }
RETURN v.kind AS kind, count(v) AS reviews, count(DISTINCT v.area) AS areas
ORDER BY kind
