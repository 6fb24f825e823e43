// title: Which single agencies had a part in the case and were never addressed?
// audience: researcher, learning lead
// description: Agencies involved in cases, each by itself, and in how many of those reviews no recommendation was put to them, neither by name nor as one of their kind ('the police'). What is put to a council's own service, such as its social care, is put to the council. Only reviews that list who was involved are counted.
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
MATCH (v:Review)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
OPTIONAL MATCH (v)-[:MADE]->(:Recommendation)-[:ADDRESSED_TO]->(b:Agency)
OPTIONAL MATCH (b)-[:PART_OF]->(w:Agency {sector: 'local_government'})
WITH v.id AS review_id, collect(DISTINCT b.id) + collect(DISTINCT w.id) AS addressed
MATCH (:Review {id: review_id})-[:INVOLVED]->(a:Agency)-[:IS_A*0..3]->(g:Agency)
WITH a.id AS agency_id,
     count(DISTINCT review_id)
       - count(DISTINCT CASE WHEN g.id IN addressed THEN review_id END) AS reviews_silent,
     count(DISTINCT review_id) AS of_reviews_involved
MATCH (a:Agency {id: agency_id})
RETURN agency_id, a.title AS agency, a.sector AS sector, a.is_type AS is_type,
       a.resolved AS resolved, reviews_silent, of_reviews_involved
ORDER BY reviews_silent DESC, of_reviews_involved DESC, agency_id
