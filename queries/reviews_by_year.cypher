// title: How many reviews of each year make a recommendation or state a concern?
// audience: learning lead, researcher
// description: The denominators of what comes back by year. Reviews without a year stand in the last row. Reviews are published late: the latest years are incomplete.
MATCH (v:Review)
WHERE EXISTS { (v)-[:MADE]->(:Recommendation) }
RETURN v.year AS year, count(v) AS reviews
ORDER BY coalesce(year, 9999)
