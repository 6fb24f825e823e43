// title: Which recommendations have no research nearby?
// audience: researcher, learning lead
// description: Recommendations and concerns with no finding near them in the evidence base that is loaded. It is a starter set: nothing near here does not mean that nothing is known.
// param: score | number | 0 | Least score of a link that counts as near: 0.5 means that about half of such links were judged relevant; 0 takes in all that were kept
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
// param: limit | integer | 50 | Rows at most
MATCH (v:Review)-[:MADE]->(r:Recommendation)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
  AND NOT EXISTS {
    MATCH (r)-[near:NEAR_EVIDENCE]->(:Finding)
    WHERE near.verdict = 'accept'
       OR (near.score >= $score AND (near.verdict IS NULL OR near.verdict <> 'reject'))
  }
RETURN r.id AS recommendation_id, r.text AS wording, r.evidence_base AS stated, v.id AS review_id,
       v.title AS review, v.area AS area, v.year AS year
ORDER BY year DESC, recommendation_id
LIMIT $limit
