// title: Have we been told this before? (by words)
// audience: learning lead
// description: Recommendations and concerns whose wording holds the given words, latest first. The Review page finds them by meaning.
// param: words | text | information | Words as they stand in the text
// param: area | area |  | An area; empty for all
// param: limit | integer | 50 | Rows at most
MATCH (v:Review)-[:MADE]->(r:Recommendation)
WHERE toLower(r.text) CONTAINS toLower($words) AND ($area = '' OR v.area = $area)
RETURN r.id AS recommendation_id, r.text AS wording, r.kind AS kind, v.id AS review_id,
       v.title AS review, v.area AS area, v.year AS year
ORDER BY year DESC, recommendation_id
LIMIT $limit
