// title: Which recommendations have research nearby, and which state any?
// audience: researcher, learning lead
// description: Recommendations by the evidence they state and whether any finding is near them in meaning: four cells of one table. Near does not mean that the finding supports them.
// param: score | number | 0 | Least score of a link that counts as near: 0.5 means that about half of such links were judged relevant; 0 takes in all that were kept
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
MATCH (v:Review)-[:MADE]->(r:Recommendation)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
OPTIONAL MATCH (r)-[near:NEAR_EVIDENCE]->(:Finding)
WHERE near.verdict = 'accept'
   OR (near.score >= $score AND (near.verdict IS NULL OR near.verdict <> 'reject'))
WITH r, count(near) AS links
OPTIONAL MATCH (r)-[cites:CITES]->(:Source)
WITH r, links, count(cites) AS cited
WITH CASE WHEN cited > 0 OR r.evidence_base IN ['guidance', 'research', 'other_reviews']
          THEN 'stated' ELSE 'none stated' END AS stated,
     CASE WHEN links > 0 THEN 'evidence nearby' ELSE 'nothing near' END AS available,
     r
RETURN stated, available, count(r) AS recommendations
ORDER BY stated, available
