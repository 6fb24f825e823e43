// title: Which recommendations does no theme cover?
// audience: researcher
// description: Recommendations and concerns for which no theme of the frame was found, or none that a person left standing. The page Themes groups them into suggestions of new themes.
// param: kind | review_kind |  | A kind of review; empty for all
MATCH (v:Review)-[:MADE]->(r:Recommendation)
WHERE ($kind = '' OR v.kind = $kind) AND NOT EXISTS {
  MATCH (r)-[about:ABOUT]->(:Theme) WHERE about.verdict IS NULL OR about.verdict <> 'reject'
}
RETURN r.id AS recommendation_id, r.text AS wording, r.kind AS kind, r.number AS number,
       v.id AS review_id, v.title AS review, v.area AS area, v.year AS year
ORDER BY recommendation_id
