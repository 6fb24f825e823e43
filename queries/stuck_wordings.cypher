// title: What was recommended about a theme, and how strong was each action?
// audience: learning lead
// description: The wording behind one of the themes that have only met weaker actions, the earliest first. Themes within the theme count for themselves. Coroners' concerns ask for no action and are left out.
// param: theme | theme | gov.policy | A theme
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
MATCH (:Theme {id: $theme})<-[about:ABOUT]-(r:Recommendation)<-[:MADE]-(v:Review)
WHERE r.kind <> 'concern' AND (about.verdict IS NULL OR about.verdict <> 'reject')
  AND ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
RETURN r.id AS recommendation_id, r.text AS wording, r.kind AS kind, r.number AS number,
       r.strength AS strength, about.cue AS cue, v.id AS review_id, v.title AS review,
       v.area AS area, v.year AS year
ORDER BY coalesce(year, 9999), recommendation_id
