// title: Every recommendation with its codes, for export
// audience: researcher
// description: One row a recommendation with review, wording, page, addressees, codes, source link and licence. The link leads to the published report.
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
MATCH (v:Review)-[:MADE]->(r:Recommendation)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
OPTIONAL MATCH (r)-[:ADDRESSED_TO]->(a:Agency)
WITH v, r, a ORDER BY a.title, a.id
WITH v, r, collect(DISTINCT a.title) AS addressees
OPTIONAL MATCH (r)-[about:ABOUT]->(t:Theme)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
WITH v, r, addressees, t ORDER BY t.id
WITH v, r, addressees, collect(DISTINCT t.title) AS themes
RETURN r.id AS recommendation_id, v.id AS review_id, v.title AS review, v.kind AS review_kind,
       v.area AS area, v.date AS date, v.invented AS invented, r.kind AS kind, r.number AS number,
       r.page AS page, r.text AS wording, addressees, themes, r.actor AS actor, r.action AS action,
       r.measurable AS measurable, r.time AS time, r.strength AS strength, r.depth AS depth,
       r.level AS level, r.societal AS societal, r.evidence_base AS evidence_base, r.asks AS asks,
       v.url AS url, v.licence AS licence, v.source_file AS source_file
ORDER BY recommendation_id
