// title: Which pairs of recommendations repeat each other?
// audience: researcher
// description: Every repeat that nobody rejected: the later recommendation, the earlier one, how likely they are one ask, and what a person said. Clusters are made from these.
MATCH (later:Recommendation)-[x:REPEATS]->(earlier:Recommendation)
WHERE x.verdict IS NULL OR x.verdict <> 'reject'
RETURN later.id AS later_id, earlier.id AS earlier_id, x.tier AS tier, x.score AS score,
       x.verdict AS verdict
ORDER BY later_id, earlier_id
