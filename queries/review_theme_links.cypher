// title: What is each recommendation of one review about?
// audience: explorer
// description: The themes of each recommendation with score and the words the link rests on, the surest first.
// param: review | review |  | A review
MATCH (:Review {id: $review})-[:MADE]->(r:Recommendation)-[about:ABOUT]->(t:Theme)
WHERE about.verdict IS NULL OR about.verdict <> 'reject'
RETURN r.id AS recommendation_id, t.id AS theme_id, t.title AS theme, about.score AS score,
       about.cue AS cue
ORDER BY recommendation_id, score DESC, theme_id
