// title: Which recommendations are repeated most across reviews?
// audience: learning lead, researcher
// description: Recommendations with other reviews' recommendations linked as repeats, with span in years and areas. Near-identical ones are counted apart from possible ones, which a person should confirm.
// param: tier | text |  | near-identical or possible; empty for both
// param: limit | integer | 50 | Rows at most
MATCH (r:Recommendation)-[x:REPEATS]-(other:Recommendation)<-[:MADE]-(w:Review)
WHERE ($tier = '' OR x.tier = $tier) AND (x.verdict IS NULL OR x.verdict <> 'reject')
WITH r.id AS recommendation_id, count(DISTINCT w) AS other_reviews, count(DISTINCT w.area) AS areas,
     count(DISTINCT CASE WHEN x.tier = 'near-identical' THEN w.id END) AS near_identical,
     min(w.year) AS first_year, max(w.year) AS last_year
ORDER BY other_reviews DESC, recommendation_id
LIMIT $limit
MATCH (r:Recommendation {id: recommendation_id})<-[:MADE]-(v:Review)
RETURN recommendation_id, r.text AS wording, v.id AS review_id, v.title AS review,
       v.area AS area, v.year AS year, other_reviews, near_identical, areas, first_year, last_year
ORDER BY other_reviews DESC, recommendation_id
