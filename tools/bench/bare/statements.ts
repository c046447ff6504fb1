const told = (type: string, from: string, subject: string) => `
  audited as (insert into audit (workspace_id, id, type, subject_id, facts) select $1, uuidv7(), '${type}', ${subject}, '{"door":"scim"}' from ${from} returning id),
  posted as (insert into outbox (id, workspace_id, audit_id) select uuidv7(), $1, id from audited)`;

const prepared = (name: string, text: string) => ({ name, text });

export const byToken = prepared('token', 'select workspace_id from token where hash = $1');

/** Seat, member, audit and outbox in one statement, which is one transaction. */
export const create = prepared(
  'create',
  `with seat as (update seat_pool set assigned = assigned + 1, members = members + 1 where workspace_id = $1 and assigned < purchased returning true),
   born as (insert into member (workspace_id, id, user_name, external_id, email, active, doc) select $1, $2::uuid, $3, $4, $5, true, $6 from seat returning id),
   ${told('member.added', 'born', 'born.id')}
   select from born`,
);

export const read = prepared('read', 'select doc from member where workspace_id = $1 and id = $2');
export const findUserName = prepared('find_user_name', 'select doc from member where workspace_id = $1 and user_name = $2');
export const findExternalId = prepared('find_external_id', 'select doc from member where workspace_id = $1 and external_id = $2');
export const findEmail = prepared('find_email', 'select doc from member where workspace_id = $1 and email = $2');

/** From an anchor at most 199 rows before the page on; one text for the whole page. */
export const list = prepared(
  'list',
  `select (select members from seat_pool where workspace_id = $1) as total,
          (select string_agg(doc, ',') from (select doc from member where workspace_id = $1 and id >= $2 order by id offset $3 limit $4) page) as docs`,
);

/** Every 200th id: read once and never stale, since nobody is deleted here and new ids are the greatest. */
export const anchors = `select id from (select id, row_number() over (order by id) - 1 as n from member where workspace_id = $1) ids where n % 200 = 0 order by id`;

export const switchOff = prepared(
  'switch_off',
  `with gone as (update member set active = false, doc = replace(doc, '"active":true', '"active":false') where workspace_id = $1 and id = $2 and active returning id, doc),
   freed as (update seat_pool set assigned = assigned - 1 from gone where workspace_id = $1),
   ${told('member.deactivated', 'gone', 'gone.id')}
   select doc from gone`,
);

export const addGroup = prepared(
  'add_group',
  `with made as (insert into grp (workspace_id, id, name) values ($1, $2, $3) returning id), ${told('group.added', 'made', 'made.id')} select from made`,
);

export const addToGroup = prepared(
  'add_to_group',
  `with grown as (update grp set version = version + 1 where workspace_id = $1 and id = $2 returning id),
   added as (insert into grp_member (workspace_id, group_id, member_id) select $1, id, $3::uuid from grown on conflict do nothing returning member_id),
   ${told('group.member_added', 'added', 'added.member_id')}
   select from grown`,
);

export const groupMembers = prepared('group_members', 'select member_id from grp_member where workspace_id = $1 and group_id = $2');
