// title: Where does one theme stand?
// audience: explorer
// description: One theme with the themes within it: reviews that recommend about it and reviews whose case raised it, out of those loaded.
// param: theme | theme | judg.curiosity | A theme
MATCH (loaded:Review)
WITH count(loaded) AS of_reviews
MATCH (t:Theme {id: $theme})
OPTIONAL MATCH (t)<-[:WITHIN*0..2]-(:Theme)<-[about:ABOUT]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
WITH of_reviews, t, count(DISTINCT r) AS recommendations, count(DISTINCT v) AS reviews,
     min(v.year) AS first_year, max(v.year) AS last_year
OPTIONAL MATCH (t)<-[:WITHIN*0..2]-(:Theme)<-[:RAISED]-(raised:Review)
RETURN t.id AS theme_id, t.title AS theme, t.definition AS definition, recommendations, reviews,
       count(DISTINCT raised) AS reviews_raised, of_reviews, first_year, last_year
