import type { WorkspaceId } from '@placet/kernel';
import type { SpecWorld } from '@placet/testing';

/** A workspace that was filled with SQL, for the spec that needs more members than commands could add in time. */
export interface Crowd {
  readonly workspaceId: WorkspaceId;
  readonly groups: Record<string, string>;
  readonly sites: string[];
  readonly seniorities: string[];
}

const firstNames =
  '{Ada,Béatrice,Chloé,David,Éléonore,Fanny,Gérard,Hélène,Inès,Jürgen,Karl,Léa,Marie,Noémie,Øystein,Paul,Renée,Søren,Tomás,Ulla,Zoé}';
const lastNames = '{Müller,Byron,Dupont,Durand,García,Lefèvre,Moreau,Novák,Østergård,Petit,Rossi,Schmidt,Šimek,Thomas,Weber}';

/** Fills a workspace with `$2` members in every state: 80 % active, 15 % inactive, 3 % invited, 1.5 % waiting, 0.5 % banned, scattered by a hash. */
const statements = [
  `insert into workspace (id, slug, name, created_at) values ($1::uuid, 's' || replace($1::uuid::text, '-', ''), 'Crowd', now())`,
  `insert into workspace_tally (workspace_id, last_user_code) values ($1::uuid, $2::int)`,
  `insert into site (workspace_id, id, code, name) select $1::uuid, uuidv7(), 's' || n, 'Site ' || n from generate_series(1, 50) n`,
  `insert into seniority (workspace_id, id, name, position) select $1::uuid, uuidv7(), 'Level ' || n, n from generate_series(1, 8) n`,
  `insert into user_group (workspace_id, id, name, built_in, permissions, rank)
   select $1::uuid, uuidv7(), g, g, '{}', case g when 'owner' then 100 when 'administrator' then 80 else 10 end from unnest('{owner,administrator,site_manager,member}'::text[]) g`,
  `insert into seat_pool (workspace_id, product, granted) select $1::uuid, code, 1000000 from product`,
  `insert into member (workspace_id, id, kind, state, first_name, last_name, email, email_key, username, user_code, seniority, language, access, origin, created_at, updated_at)
   select $1::uuid, uuidv7(make_interval(secs => n - $2::int)),
          case when h % 100 < 90 then 'staff' when h % 100 < 99 then 'collaborator' else 'client' end,
          case when g % 1000 < 800 then 'active' when g % 1000 < 950 then 'inactive' when g % 1000 < 980 then 'invited' when g % 1000 < 995 then 'waiting' else 'banned' end,
          ('${firstNames}'::text[])[1 + h % 21], ('${lastNames}'::text[])[1 + g % 15] || ' ' || to_hex(h % 4096), 'p' || n || '@example.com', 'p' || n || '@example.com',
          case when n % 997 <> 0 then 'p' || n || '@example.com' end, user_code_of(n),
          (select id from seniority s where s.workspace_id = $1::uuid and s.position = 1 + h % 7), case when g % 100 < 97 then 'en' else 'fr' end,
          case when h % 10 < 6 then '{core}'::text[] when h % 10 < 8 then '{contract,core}' when h % 1000 = 999 then '{collaborator}' else '{}' end,
          case when g % 10 < 6 then 'scim' when g % 10 < 9 then 'console' when g % 1000 = 999 then 'public' else 'api' end,
          now() - make_interval(secs => ($2::int - n) * 300), now()
     from (select n, hashint4(n) & 2147483647 as h, hashint4(n + 7777777) & 2147483647 as g from generate_series(1, $2::int) n) scattered`,
  `insert into account (workspace_id, member_id, state, last_sign_in_at)
   select workspace_id, id, state, case when hashint4(user_code::int) % 4 <> 0 then now() - make_interval(secs => (hashint4(user_code::int) & 2147483647) % 20000000) end
     from member where workspace_id = $1::uuid`,
  `insert into group_member (workspace_id, group_id, member_id)
   select m.workspace_id, g.id, m.id from member m join user_group g on g.workspace_id = m.workspace_id and g.built_in =
          case when user_code::int <= 3 then 'owner' when user_code::int % 1000 = 0 then 'administrator' when user_code::int % 50 = 0 then 'site_manager' else 'member' end
    where m.workspace_id = $1::uuid`,
  `insert into member_site (workspace_id, member_id, site_id)
   select m.workspace_id, m.id, s.id from member m join site s on s.workspace_id = m.workspace_id and substr(s.code, 2)::int = 1 + m.user_code::int % 50 where m.workspace_id = $1::uuid`,
  `insert into holding (workspace_id, id, member_id, product, state, door, claim_key, since)
   select workspace_id, uuidv7(), id, p, case state when 'active' then 'assigned' else 'reserved' end, origin, 'x' || id, created_at
     from member, unnest(access) p where state in ('active', 'invited') and workspace_id = $1::uuid`,
  `insert into queue_entry (workspace_id, member_id, product, since, door)
   select workspace_id, id, p, created_at, origin from member, unnest(access) p where state = 'waiting' and workspace_id = $1::uuid`,
];

export async function seedCrowd(world: SpecWorld, workspaceId: WorkspaceId, members: number): Promise<Crowd> {
  for (const statement of statements) {
    await world.sql(statement, statement.includes('$2') ? [workspaceId, members] : [workspaceId]);
    // Else each foreign key is checked by the plan that was right for an empty table.
    await world.sql('analyze');
  }
  const list = async (sql: string) => (await world.sql<{ id: string }>(sql, [workspaceId])).map(({ id }) => id);
  const groups = await world.sql<{ id: string; built_in: string }>('select id, built_in from user_group where workspace_id = $1', [
    workspaceId,
  ]);
  return {
    workspaceId,
    groups: Object.fromEntries(groups.map(({ id, built_in }) => [built_in, id])),
    sites: await list('select id from site where workspace_id = $1 order by code'),
    seniorities: await list('select id from seniority where workspace_id = $1 order by position'),
  };
}
