/** An instant as the API tells it, for what is nested in JSON. */
export const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const list = (rows: string): string => `coalesce((select jsonb_agg(r order by r.name, r.id) from (${rows}) r), '[]')`;

/** The columns of a member as every list and page shows them. Over `member m` and `account a`; `memberRow` makes the contract's shape of it. */
export const rowColumns = `m.id, m.kind, m.state, m.first_name, m.last_name, m.user_code, m.username, m.email, m.origin, m.language, m.job_title, m.created_at,
  a.last_sign_in_at, m.access as products,
  ${list('select g.id, g.name from group_member gm join user_group g on g.workspace_id = gm.workspace_id and g.id = gm.group_id where gm.workspace_id = m.workspace_id and gm.member_id = m.id')} as groups,
  ${list('select s.id, s.name from member_site ms join site s on s.workspace_id = ms.workspace_id and s.id = ms.site_id where ms.workspace_id = m.workspace_id and ms.member_id = m.id')} as sites,
  coalesce((select jsonb_agg(jsonb_build_object('product', h.product, 'state', h.state, 'since', ${instant('h.since')}, 'door', h.door) order by h.product)
              from holding h where h.workspace_id = m.workspace_id and h.member_id = m.id and h.state <> 'released'), '[]') as holdings,
  array(select e.product from queue_entry e where e.workspace_id = m.workspace_id and e.member_id = m.id order by e.product) as waiting_for,
  (select jsonb_build_object('id', y.id, 'name', y.name) from seniority y where y.workspace_id = m.workspace_id and y.id = m.seniority) as seniority,
  (select jsonb_build_object('id', d.id, 'name', d.name) from directory_connection d where d.workspace_id = m.workspace_id and d.id = m.managed_by) as managed_by`;
