// title: One review
// audience: explorer
// description: The facts of one review.
// param: review | review |  | A review
MATCH (v:Review {id: $review})
RETURN v.id AS review_id, v.title AS review, v.kind AS kind, v.area AS area, v.date AS date, v.year AS year,
       v.url AS url, v.licence AS licence, v.source_file AS source_file, v.invented AS invented
