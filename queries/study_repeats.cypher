// title: How many recommendations repeat an earlier one?
// audience: researcher
// description: Recommendations (concerns left out) that repeat one of an earlier review, out of all, and those that do so nearly word by word. Which are the same is told by machine.
// param: kind | review_kind |  | A kind of review; empty for all
CALL {
  MATCH (v:Review)-[:MADE]->(r:Recommendation)
  WHERE r.kind <> 'concern' AND ($kind = '' OR v.kind = $kind)
  RETURN count(r) AS of_recommendations
}
CALL {
  MATCH (v:Review)-[:MADE]->(r:Recommendation)-[x:REPEATS]->(:Recommendation)
  WHERE r.kind <> 'concern' AND ($kind = '' OR v.kind = $kind)
    AND (x.verdict IS NULL OR x.verdict <> 'reject')
  RETURN count(DISTINCT r.id) AS repeating,
         count(DISTINCT CASE WHEN x.tier = 'near-identical' THEN r.id END) AS near_identical
}
RETURN repeating, near_identical, of_recommendations
ORDER BY repeating
