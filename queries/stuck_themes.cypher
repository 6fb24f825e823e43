// title: Which repeated themes have only ever met weaker actions?
// audience: learning lead
// description: Themes recommended about in several reviews where no action was coded intermediate or stronger. Unclear ones are shown beside the weaker.
// param: reviews | integer | 3 | Reviews at least
MATCH (v:Review)-[:MADE]->(r:Recommendation)-[about:ABOUT]->(t:Theme)
WHERE r.kind <> 'concern' AND (about.verdict IS NULL OR about.verdict <> 'reject')
WITH t, count(DISTINCT v) AS in_reviews, count(DISTINCT r) AS recommendations,
     sum(CASE WHEN r.strength IN ['intermediate', 'stronger'] THEN 1 ELSE 0 END) AS more_than_weaker,
     sum(CASE WHEN r.strength = 'weaker' THEN 1 ELSE 0 END) AS weaker,
     sum(CASE WHEN r.strength = 'unclear' THEN 1 ELSE 0 END) AS unclear,
     min(v.year) AS first_year, max(v.year) AS last_year
WHERE in_reviews >= $reviews AND more_than_weaker = 0
RETURN t.id AS theme_id, t.title AS theme, in_reviews, recommendations, weaker, unclear,
       first_year, last_year
ORDER BY in_reviews DESC, theme_id
