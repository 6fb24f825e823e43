// title: Where does a theme come back?
// audience: trainer, learning lead
// description: For each kind of review, the reviews with a recommendation or concern about a theme and the areas they are from. The denominators are in "How many reviews make a recommendation or state a concern?".
// param: theme | theme | judg.curiosity | A theme; a broad one takes in those within it
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (:Theme {id: $theme})<-[:WITHIN*0..2]-(:Theme)<-[about:ABOUT]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE ($kind = '' OR v.kind = $kind) AND (about.verdict IS NULL OR about.verdict <> 'reject')
RETURN v.kind AS kind, count(DISTINCT v) AS reviews, count(DISTINCT v.area) AS areas,
       count(DISTINCT r) AS recommendations
ORDER BY kind
