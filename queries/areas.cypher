// title: The areas that are loaded
// audience: explorer
// description: Each area with its number of reviews.
MATCH (v:Review)
WHERE v.area IS NOT NULL AND v.area <> ''
RETURN v.area AS area, count(v) AS reviews
ORDER BY area
