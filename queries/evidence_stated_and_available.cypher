// title: Which recommendations have research nearby, and which state any?
// audience: researcher, learning lead
// description: Recommendations by the evidence they state and whether any finding is near them in meaning: four cells of one table. Near does not mean that the finding supports them.
// param: score | number | 0 | Least score of a link that counts as near: 0.5 means that about half of such links were judged relevant; 0 takes in all that were kept
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
CALL {
  MATCH (v:Review)-[:MADE]->(r:Recommendation)
  WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
    AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
  RETURN count(DISTINCT r) AS made
}
CALL {
  MATCH (v:Review)-[:MADE]->(r:Recommendation)
  WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
    AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
    AND (coalesce(r.evidence_base, '') IN ['guidance', 'research', 'other_reviews']
       OR EXISTS { (r)-[:CITES]->(:Source) })
  RETURN count(DISTINCT r) AS state
}
CALL {
  MATCH (v:Review)-[:MADE]->(r:Recommendation)
  WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
    AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
    AND EXISTS {
      MATCH (r)-[near:NEAR_EVIDENCE]->(:Finding)
      WHERE near.verdict = 'accept'
         OR (near.score >= $score AND (near.verdict IS NULL OR near.verdict <> 'reject'))
    }
  RETURN count(DISTINCT r) AS have
}
CALL {
  MATCH (v:Review)-[:MADE]->(r:Recommendation)
  WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
    AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
    AND (coalesce(r.evidence_base, '') IN ['guidance', 'research', 'other_reviews']
       OR EXISTS { (r)-[:CITES]->(:Source) })
    AND EXISTS {
      MATCH (r)-[near:NEAR_EVIDENCE]->(:Finding)
      WHERE near.verdict = 'accept'
         OR (near.score >= $score AND (near.verdict IS NULL OR near.verdict <> 'reject'))
    }
  RETURN count(DISTINCT r) AS do_both
}
UNWIND [['none stated', 'evidence nearby', have - do_both],
        ['none stated', 'nothing near', made - have - state + do_both],
        ['stated', 'evidence nearby', do_both],
        ['stated', 'nothing near', state - do_both]] AS cell
WITH cell WHERE cell[2] > 0
RETURN cell[0] AS stated, cell[1] AS available, cell[2] AS recommendations
ORDER BY stated, available
