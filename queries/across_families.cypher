// title: Which themes cross families of review?
// audience: learning lead
// description: Themes that several kinds of review recommend about or state concerns on, with the number of reviews of each kind in the list of kinds.
// param: kinds | integer | 3 | Kinds of review at least
MATCH (v:Review)-[:MADE]->(:Recommendation)-[about:ABOUT]->(t:Theme)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
WITH t.id AS theme_id, t.title AS theme, v.kind AS kind, count(DISTINCT v) AS n
ORDER BY kind
WITH theme_id, theme, collect(kind + ' ' + toString(n)) AS kinds_of_review, sum(n) AS reviews
WHERE size(kinds_of_review) >= $kinds
RETURN theme_id, theme, size(kinds_of_review) AS kinds, kinds_of_review, reviews
ORDER BY kinds DESC, reviews DESC, theme_id
