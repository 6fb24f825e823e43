// title: What is about a theme?
// audience: explorer
// description: Ids of the recommendations, concerns and findings about a theme or the themes within it, and of the reviews that make such a recommendation or whose case raised it.
// param: theme | theme | info.sharing | A theme; a broad one takes in those within it
CALL {
  MATCH (:Theme {id: $theme})<-[:WITHIN*0..2]-(:Theme)<-[about:ABOUT]-(n)
  WHERE about.verdict IS NULL OR about.verdict <> 'reject'
  RETURN n.id AS id
  UNION ALL
  MATCH (:Theme {id: $theme})<-[:WITHIN*0..2]-(:Theme)<-[about:ABOUT]-(:Recommendation)<-[:MADE]-(v:Review)
  WHERE about.verdict IS NULL OR about.verdict <> 'reject'
  RETURN v.id AS id
  UNION ALL
  MATCH (:Theme {id: $theme})<-[:WITHIN*0..2]-(:Theme)<-[:RAISED]-(v:Review)
  RETURN v.id AS id
}
RETURN DISTINCT id
ORDER BY id
