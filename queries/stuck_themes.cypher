// title: Which repeated themes have only ever met weaker actions?
// audience: learning lead
// description: Themes recommended about in several reviews where no action was coded intermediate or stronger and at least half were coded weaker; the rest are of unclear strength. Strength is coded by rule, and supervision has no place in that hierarchy.
// param: reviews | integer | 3 | Reviews at least
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
CALL {
  MATCH (t:Theme)<-[about:ABOUT]-(r:Recommendation)<-[:MADE]-(v:Review)
  WHERE r.strength IN ['intermediate', 'stronger'] AND r.kind <> 'concern'
    AND (about.verdict IS NULL OR about.verdict <> 'reject')
    AND ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
    AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
  RETURN collect(DISTINCT t.id) AS met_more
}
MATCH (t:Theme)
WHERE NOT t.id IN met_more
WITH t
MATCH (t)<-[about:ABOUT]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE r.kind <> 'concern' AND (about.verdict IS NULL OR about.verdict <> 'reject')
  AND ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
WITH t.id AS theme_id, t.title AS theme, count(DISTINCT v) AS in_reviews,
     count(r) AS recommendations,
     sum(CASE WHEN r.strength = 'weaker' THEN 1 ELSE 0 END) AS weaker,
     sum(CASE WHEN r.strength = 'unclear' THEN 1 ELSE 0 END) AS unclear,
     min(v.year) AS first_year, max(v.year) AS last_year
WHERE in_reviews >= $reviews AND 2 * weaker >= recommendations
RETURN theme_id, theme, in_reviews, recommendations, weaker, unclear, first_year, last_year
ORDER BY in_reviews DESC, theme_id
