// title: Which recommendations name no actor, no firm action and no date?
// audience: learning lead
// description: Recommendations (concerns left out) with no actor or only a collective one, a soft or assurance verb, and no date: a list to rewrite, with the words each code rests on.
// param: agency | agency |  | An agency or a type of agency; empty for all
// param: limit | integer | 50 | Rows at most
MATCH (v:Review)-[:MADE]->(r:Recommendation)
WHERE r.kind <> 'concern' AND r.actor IN ['none', 'collective'] AND r.action <> 'firm'
  AND r.time IN ['none', 'soft']
  AND ($agency = '' OR EXISTS { (r)-[:ADDRESSED_TO]->(:Agency)-[:IS_A*0..3]->(:Agency {id: $agency}) })
RETURN r.id AS recommendation_id, r.text AS wording, r.actor AS actor, r.actor_words AS actor_words,
       r.action AS action, r.action_words AS action_words, r.time AS time, v.id AS review_id,
       v.title AS review, v.area AS area, v.year AS year
ORDER BY year DESC, recommendation_id
LIMIT $limit
