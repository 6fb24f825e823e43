// title: How many of each kind of thing?
// audience: explorer
// description: Nodes by label, for the overview.
MATCH (n)
RETURN labels(n)[0] AS kind, count(n) AS n
ORDER BY kind
