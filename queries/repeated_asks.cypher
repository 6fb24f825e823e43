// title: Which recommendations were made again or before?
// audience: researcher
// description: Every recommendation with a repeat in another review that nobody rejected, with its review, area, year and strength of action.
MATCH (v:Review)-[:MADE]->(r:Recommendation)
WHERE EXISTS {
  MATCH (r)-[x:REPEATS]-(:Recommendation)
  WHERE x.verdict IS NULL OR x.verdict <> 'reject'
}
RETURN r.id AS recommendation_id, r.text AS wording, r.kind AS kind, v.id AS review_id,
       v.title AS review, v.kind AS review_kind, v.area AS area, v.year AS year,
       r.strength AS strength
ORDER BY recommendation_id, review_id
