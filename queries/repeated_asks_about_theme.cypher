// title: Which repeated recommendations are about one theme?
// audience: researcher
// description: Ids of recommendations and concerns about a theme or the themes within it that another review made again or before, and that nobody rejected.
// param: theme | theme | info.sharing | A theme; a broad one takes in those within it
MATCH (:Theme {id: $theme})<-[:WITHIN*0..2]-(:Theme)<-[about:ABOUT]-(r:Recommendation)-[x:REPEATS]-(:Recommendation)
WHERE (about.verdict IS NULL OR about.verdict <> 'reject')
  AND (x.verdict IS NULL OR x.verdict <> 'reject')
RETURN DISTINCT r.id AS recommendation_id
ORDER BY recommendation_id
