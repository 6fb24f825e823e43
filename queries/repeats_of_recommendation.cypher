// title: Which earlier and later recommendations say the same?
// audience: learning lead, researcher
// description: Other reviews' recommendations that repeat this one, or that it repeats, with how alike they are. A possible repeat is for a person to confirm.
// param: recommendation | recommendation |  | A recommendation
MATCH (r:Recommendation {id: $recommendation})-[x:REPEATS]-(other:Recommendation)<-[:MADE]-(v:Review)
WHERE x.verdict IS NULL OR x.verdict <> 'reject'
RETURN other.id AS recommendation_id, other.text AS wording, v.id AS review_id, v.title AS review,
       v.area AS area, v.year AS year, x.tier AS tier, x.score AS score
ORDER BY score DESC, recommendation_id
