import type pg from 'pg';
import { ask } from '../invariants.ts';
import { groupBody, mark, personId, userBody } from '../load/people.ts';
import type { Place } from '../load/requests.ts';
import { addBarePeople } from './bare-people.ts';
import { columnsOf, copyPerson, copyRows, type Model } from './copy-person.ts';
import { openWorkspace, type Opened } from './owner.ts';
import type { Server, Stage } from './stage.ts';

/** Workspaces of one size, the same on both servers. */
export interface Places {
  readonly bare: readonly Place[];
  readonly placet: readonly Place[];
}

/** Opens workspaces through Placet's doors, and fills both databases with the same people.
 *
 * @param first number of the first workspace; each has one of its own
 * @param people a multiple of ten for each workspace
 */
export async function openPlaces(stage: Stage, first: number, count: number, people: number): Promise<Places> {
  const home = `http://127.0.0.1:${stage.placet.port}`;
  const numbers = Array.from({ length: count }, (_, n) => first + n);
  const pairs = await inTurns(4, numbers, async (number) => {
    const opened = await openWorkspace(home, stage.operatorToken, `w${number}`);
    const { token, workspaceId } = opened;
    const groupId = personId(number, 0).replace('0190', '0191');
    const groupOfPlacet = await addPlacetPeople(stage.placet, opened, number, people);
    await addBarePeople(stage.bare.database, { workspaceId, number, token, groupId }, people);
    return { bare: { number, token, people, groupId }, placet: { number, token, people, groupId: groupOfPlacet } };
  });
  return { bare: pairs.map(({ bare }) => bare), placet: pairs.map(({ placet }) => placet) };
}

/** @returns the id of a group of the first tenth of them; undefined where groups are not served */
async function addPlacetPeople(
  server: Server,
  { workspaceId, token }: Opened,
  workspace: number,
  people: number,
): Promise<string | undefined> {
  const made = await ask(server.port, token, 'POST', '/Users', userBody(workspace, mark(0)));
  if (made.status !== 201) throw new Error(`the model person: ${made.status} ${made.text}`);
  const memberId = String(made.json()['id']);
  // Everybody has been looked at once, as by the next sync: the first look is what leaves a finished answer.
  await ask(server.port, token, 'GET', `/Users/${memberId}`);
  const { rows } = await server.database.query<{ user_code: string }>('select user_code from member where workspace_id = $1 and id = $2', [
    workspaceId,
    memberId,
  ]);
  const model: Model = { workspaceId, workspace, memberId, userCode: Number(rows[0]?.user_code) };
  await copyPerson(server.database, model, people);
  const group = await ask(server.port, token, 'POST', '/Groups', groupBody('Everybody', [memberId]));
  if (group.status !== 201) return undefined;
  await fillGroup(server.database, model, people / 10);
  return String(group.json()['id']);
}

/** The group's one member is the model: whoever is copied has what he has. */
async function fillGroup(database: pg.Pool, model: Model, members: number): Promise<void> {
  const client = await database.connect();
  try {
    const table = 'directory_group_member';
    const columns = (await columnsOf(client)).get(table) ?? [];
    await copyRows(client, table, columns, model, 1, members);
  } finally {
    client.release();
  }
}

/** So that the planner knows them, and no vacuum of a fresh table comes in between. */
export const settle = ({ bare, placet }: Stage): Promise<unknown> =>
  Promise.all([bare, placet].map(({ database }) => database.query('vacuum (analyze)'))).then(() => placet.database.query('checkpoint'));

async function inTurns<T, R>(width: number, items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const n = next++;
      results[n] = await act(items[n]!);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
