// title: Which recommendations are about a theme?
// audience: trainer, learning lead
// description: Recommendations and concerns about a theme or the themes within it, with the words each link rests on.
// param: theme | theme | judg.curiosity | A theme; a broad one takes in those within it
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
// param: year | year | 0 | One year; 0 for all
// param: limit | integer | 200 | Rows at most
MATCH (:Theme {id: $theme})<-[:WITHIN*0..2]-(t:Theme)<-[about:ABOUT]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
  AND ($year = 0 OR v.year = $year)
  AND (about.verdict IS NULL OR about.verdict <> 'reject')
WITH r.id AS recommendation_id, max(about.score) AS score, collect(DISTINCT about.cue) AS cues
ORDER BY score DESC, recommendation_id
LIMIT $limit
MATCH (r:Recommendation {id: recommendation_id})<-[:MADE]-(v:Review)
RETURN recommendation_id, r.text AS wording, r.kind AS kind, r.number AS number,
       r.strength AS strength, score, cues, v.id AS review_id, v.title AS review,
       v.kind AS review_kind, v.area AS area, v.year AS year
ORDER BY score DESC, recommendation_id
