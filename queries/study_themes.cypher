// title: Which broad themes do recommendations touch, by recommendations and by reviews?
// audience: researcher
// description: For each broad theme, those within it taken in, and one theme more: recommendations (concerns left out) about it and reviews that make one, out of all that make any.
// param: kind | review_kind |  | A kind of review; empty for all
// param: also | theme | judg.supervision | A theme to count beside the broad ones
CALL {
  MATCH (v:Review)-[:MADE]->(r:Recommendation)
  WHERE r.kind <> 'concern' AND ($kind = '' OR v.kind = $kind)
  RETURN count(DISTINCT v) AS of_reviews, count(r) AS of_recommendations
}
CALL {
  MATCH (t:Theme)<-[:WITHIN*0..2]-(leaf:Theme)
  WHERE t.id = $also OR NOT EXISTS { (t)-[:WITHIN]->(:Theme) }
  WITH t, leaf
  MATCH (leaf)<-[about:ABOUT]-(r:Recommendation)<-[:MADE]-(v:Review)
  WHERE r.kind <> 'concern' AND ($kind = '' OR v.kind = $kind)
    AND (about.verdict IS NULL OR about.verdict <> 'reject')
  RETURN t.id AS theme_id, t.title AS theme, count(DISTINCT r) AS recommendations,
         count(DISTINCT v) AS reviews
}
RETURN theme_id, theme, recommendations, of_recommendations, reviews, of_reviews
ORDER BY recommendations DESC, theme_id
