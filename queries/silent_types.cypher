// title: Which kinds of agency have a part in cases and are never addressed?
// audience: learning lead, researcher
// description: Types of agency and national bodies involved in cases, and in how many of those reviews no recommendation was put to any body of that type. What is put to a council's own service, such as its social care, is put to the council. Only reviews that list who was involved are counted.
// param: kind | review_kind |  | A kind of review; empty for all
// param: area | area |  | An area; empty for all
// param: from_year | year | 0 | The first year; 0 for all
// param: to_year | year | 0 | The last year; 0 for all
OPTIONAL MATCH (p:Agency {is_type: true})-[:PART_OF]->(w:Agency {is_type: true})
WHERE w.sector = 'local_government'
WITH collect(' ' + p.id + '>' + w.id + ' ') AS pairs
// One text and no list: kglite takes far longer to group by a list.
WITH reduce(listed = '', pair IN pairs | listed + pair) AS services
MATCH (v:Review)
WHERE ($kind = '' OR v.kind = $kind) AND ($area = '' OR v.area = $area)
  AND ($from_year = 0 OR v.year >= $from_year) AND ($to_year = 0 OR v.year <= $to_year)
OPTIONAL MATCH (v)-[:MADE]->(:Recommendation)-[:ADDRESSED_TO]->(:Agency)-[:IS_A*0..3]->(h:Agency)
WITH services, v.id AS review_id, collect(DISTINCT h.id) AS addressed
MATCH (:Review {id: review_id})-[:INVOLVED]->(:Agency)-[:IS_A*0..3]->(g:Agency)
WHERE g.resolved = true AND (g.is_type = true OR g.level = 'national')
WITH g.id AS agency_id,
     count(DISTINCT CASE WHEN NOT g.id IN addressed
         AND NOT (g.sector = 'local_government'
                  AND any(one IN addressed WHERE services CONTAINS ' ' + one + '>' + g.id + ' '))
         THEN review_id END) AS reviews_silent,
     count(DISTINCT review_id) AS of_reviews_involved
MATCH (g:Agency {id: agency_id})
RETURN agency_id, g.title AS agency, g.sector AS sector, reviews_silent, of_reviews_involved
ORDER BY reviews_silent DESC, of_reviews_involved DESC, agency_id
