// title: Which themes take more than one agency?
// audience: learning lead, researcher
// description: Themes of joint work with the reason why no agency can see to them alone; gaps between agencies are looked for in these.
MATCH (t:Theme)
WHERE t.joint_work <> ''
RETURN t.id AS theme_id, t.title AS theme, t.definition AS definition, t.joint_work AS joint_work
ORDER BY theme_id
