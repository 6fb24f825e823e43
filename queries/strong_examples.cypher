// title: What stronger asks have others made for a theme?
// audience: trainer, learning lead
// description: Recommendations about a theme whose action was coded stronger or intermediate, with a named or typed actor and a firm verb: wording to borrow.
// param: theme | theme | info.sharing | A theme; a broad one takes in those within it
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
// param: limit | integer | 50 | Rows at most
MATCH (:Theme {id: $theme})<-[:WITHIN*0..2]-(t:Theme)<-[about:ABOUT]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE r.strength IN ['stronger', 'intermediate'] AND r.actor IN ['named', 'typed'] AND r.action = 'firm'
  AND ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
  AND (about.verdict IS NULL OR about.verdict <> 'reject')
RETURN DISTINCT r.id AS recommendation_id, r.text AS wording, r.kind AS kind, r.number AS number, r.strength AS strength,
       r.strength_words AS strength_words, v.id AS review_id, v.title AS review, v.area AS area,
       v.year AS year
ORDER BY strength DESC, year DESC, recommendation_id
LIMIT $limit
