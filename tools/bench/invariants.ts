import { groupBody, addToGroupBody, userBody } from './load/people.ts';
import type { Ask, Place } from './load/requests.ts';
import type { Server } from './ground/stage.ts';

const racers = 12;

/** What a database holds, over all workspaces. */
export interface Counts {
  readonly members: number;
  readonly inactive: number;
  readonly groupMembers: number;
  /** rows of audit */
  readonly events: number;
  /** workspaces whose pool counts other than its active members */
  readonly drifted: number;
}

const countsSql: Record<Server['name'], string> = {
  bare: `select (select count(*)::int from member) as members, (select count(*)::int from member where not active) as inactive,
                (select count(*)::int from grp_member) as "groupMembers", (select count(*)::int from audit) as events,
                (select count(*)::int from seat_pool p
                   left join (select workspace_id, count(*) as active from member where active group by 1) m using (workspace_id)
                  where p.assigned <> coalesce(m.active, 0)) as drifted`,
  placet: `with active as (select workspace_id, count(*) as people from member where state = 'active' and access @> '{core}' group by 1),
                held as (select workspace_id, count(*) as seats from holding where state = 'assigned' and product = 'core' group by 1)
           select (select count(*)::int from member) as members, (select count(*)::int from member where state = 'inactive') as inactive,
                  (select count(*)::int from directory_group_member) as "groupMembers", (select count(*)::int from event) as events,
                  (select count(*)::int from seat_pool p left join active using (workspace_id) left join held using (workspace_id)
                    where p.product = 'core' and (p.assigned, p.assigned) is distinct from (coalesce(people, 0)::int, coalesce(seats, 0)::int)) as drifted`,
};

export async function countsOf({ name, database }: Pick<Server, 'name' | 'database'>): Promise<Counts> {
  const { rows } = await database.query<Counts>(countsSql[name]);
  return rows[0]!;
}

const moves: Partial<Record<Ask, 'members' | 'inactive' | 'groupMembers'>> = {
  create: 'members',
  createSpread: 'members',
  switchOff: 'inactive',
  addToGroup: 'groupMembers',
};

/** What a round left behind against what it was told: each 2xx of a write is one row and one entry of the audit, no more and no less, and seats
 * are counted right. @param acknowledged 2xx answers @returns what is wrong, in words */
export function faultsBetween(before: Counts, after: Counts, ask: Ask, acknowledged: number): string[] {
  const faults: string[] = [];
  const figure = moves[ask];
  if (figure) {
    const [rows, events] = [after[figure] - before[figure], after.events - before.events];
    if (rows !== acknowledged) faults.push(`${acknowledged} answers said that it was done, ${rows} rows of ${figure} were written`);
    if (events < acknowledged) faults.push(`${acknowledged} answers said that it was done, ${events} events were written`);
  }
  if (after.drifted) faults.push(`${after.drifted} pools count other than their active members`);
  return faults;
}

/** Asks one server of the two as a directory. */
export async function ask(port: number, token: string, method: string, path: string, body?: string) {
  const answer = await fetch(`http://127.0.0.1:${port}/scim/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }) },
    body,
  });
  const text = await answer.text();
  return { status: answer.status, text, json: () => JSON.parse(text) as Record<string, unknown> };
}

type Where = Pick<Server, 'port'>;

/** Twelve creates of one userName at once: exactly one is made. @param name nobody's yet */
export async function raceCreates({ port }: Where, { token, number }: Place, name: string): Promise<string[]> {
  const answers = await Promise.all(Array.from({ length: racers }, () => ask(port, token, 'POST', '/Users', userBody(number, name))));
  const made = answers.filter(({ status }) => status === 201);
  const others = answers.filter(({ status }) => status !== 201 && status !== 409);
  return [
    ...(made.length === 1 ? [] : [`${made.length} of ${racers} racing creates of one userName were made`]),
    ...(others.length ? [`racing creates answered ${others.map(({ status }) => status).join(', ')}`] : []),
  ];
}

/** Twelve adds to one new group at once: it has twelve members. @param name no group's and nobody's yet */
export async function raceAdds({ port }: Where, { token, number }: Place, name: string): Promise<string[]> {
  const people = await Promise.all(
    Array.from({ length: racers }, (_, n) => ask(port, token, 'POST', '/Users', userBody(number, `${name}-${n}`))),
  );
  const unmade = people.find(({ status }) => status !== 201);
  if (unmade) return [`somebody to add to a group was answered ${unmade.status}`];
  const ids = people.map((person) => String(person.json()['id']));
  const group = await ask(port, token, 'POST', '/Groups', groupBody(name));
  if (group.status !== 201) return [`a group was answered ${group.status}`];
  const path = `/Groups/${String(group.json()['id'])}`;
  const added = await Promise.all(ids.map((id) => ask(port, token, 'PATCH', path, addToGroupBody(id))));
  const refused = added.filter(({ status }) => status >= 300);
  const seen = await ask(port, token, 'GET', path);
  const members = seen.status === 200 ? ((seen.json()['members'] ?? []) as { value: string }[]).map(({ value }) => value) : [];
  const lost = ids.filter((id) => !members.includes(id)).length + Math.abs(members.length - racers);
  return [
    ...(refused.length ? [`${refused.length} of ${racers} racing adds to a group were refused (${refused[0]?.status})`] : []),
    ...(seen.status === 200 ? [] : [`a group was read with ${seen.status}`]),
    ...(lost && seen.status === 200 ? [`after ${racers} racing adds the group has ${members.length} members`] : []),
  ];
}
