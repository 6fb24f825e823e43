// title: What did the cases behind certain recommendations raise?
// audience: explorer
// description: The passages in which a review shows what its case raised, for recommendations and concerns named by their ids: whether a passage is on one theme, and whether the recommendation is about what it shows.
// param: ids | text |  | Ids, parted by spaces
// param: theme | theme |  | A theme; a broad one takes in those within it; empty for none
UNWIND split($ids, ' ') AS id
MATCH (r:Recommendation {id: id})<-[:MADE]-(:Review)-[raised:RAISED]->(t:Theme)
WHERE raised.passage IS NOT NULL AND raised.passage <> ''
OPTIONAL MATCH (r)-[about:ABOUT]->(t)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
OPTIONAL MATCH (t)-[:WITHIN*0..2]->(broad:Theme {id: $theme})
RETURN id AS recommendation_id, t.id AS theme_id, t.title AS theme, raised.passage AS passage,
       count(broad) > 0 AS on_theme, count(about) > 0 AS asked_about
ORDER BY recommendation_id, theme_id
