// title: Which recommendations state evidence, or have some nearby?
// audience: researcher, learning lead
// description: The recommendations and concerns behind one cell of stated against available evidence, latest first.
// param: stated | boolean | no | The recommendation says what evidence it leans on
// param: near | boolean | yes | A finding is near it in meaning
// param: score | number | 0 | Least score of a link that counts as near: 0.5 means that about half of such links were judged relevant; 0 takes in all that were kept
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
// param: limit | integer | 200 | Rows at most
MATCH (v:Review)-[:MADE]->(r:Recommendation)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
  AND $stated = (coalesce(r.evidence_base, '') IN ['guidance', 'research', 'other_reviews']
       OR EXISTS { (r)-[:CITES]->(:Source) })
  AND $near = EXISTS {
    MATCH (r)-[near:NEAR_EVIDENCE]->(:Finding)
    WHERE near.verdict = 'accept'
       OR (near.score >= $score AND (near.verdict IS NULL OR near.verdict <> 'reject'))
  }
RETURN r.id AS recommendation_id, r.text AS wording, r.kind AS kind, r.number AS number,
       r.evidence_base AS evidence_base, r.evidence_base_words AS evidence_base_words,
       size([(r)-[near:NEAR_EVIDENCE]->(:Finding)
        WHERE near.verdict = 'accept'
           OR (near.score >= $score AND (near.verdict IS NULL OR near.verdict <> 'reject'))
        | near.score]) AS findings_near,
       CASE WHEN $near THEN reduce(best = 0.0, score IN
         [(r)-[near:NEAR_EVIDENCE]->(:Finding)
          WHERE near.verdict = 'accept'
             OR (near.score >= $score AND (near.verdict IS NULL OR near.verdict <> 'reject'))
          | near.score]
         | CASE WHEN score > best THEN score ELSE best END) END AS score,
       v.id AS review_id, v.title AS review, v.kind AS review_kind, v.area AS area, v.year AS year
ORDER BY year DESC, recommendation_id
LIMIT $limit
