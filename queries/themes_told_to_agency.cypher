// title: What do reviews keep telling one kind of agency?
// audience: learning lead, trainer
// description: Themes put to an agency, or to every body of a type, by number of reviews, out of the reviews in which it was addressed at all.
// param: agency | agency | pol-force | An agency, or a type of agency
MATCH (:Agency {id: $agency})<-[:IS_A*0..3]-(body:Agency)<-[:ADDRESSED_TO]-(r:Recommendation)<-[:MADE]-(v:Review)
WITH count(DISTINCT v) AS of_reviews
MATCH (:Agency {id: $agency})<-[:IS_A*0..3]-(body:Agency)<-[:ADDRESSED_TO]-(r:Recommendation)<-[:MADE]-(v:Review)
MATCH (r)-[about:ABOUT]->(t:Theme)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
RETURN t.id AS theme_id, t.title AS theme, count(DISTINCT v) AS reviews, of_reviews,
       count(DISTINCT r) AS recommendations, min(v.year) AS first_year, max(v.year) AS last_year
ORDER BY reviews DESC, recommendations DESC, theme_id
