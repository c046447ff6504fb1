import type { Server } from './ground/stage.ts';
import { ask } from './invariants.ts';
import { addToGroupBody, mark, personId, switchOffBody, userBody } from './load/people.ts';
import { findBy, type Ask, type Place } from './load/requests.ts';

type Answer = Awaited<ReturnType<typeof ask>>;
const said = ({ status, text }: Answer) => `${status} ${text.slice(0, 200)}`;

/** Asks once for what will be asked many times, and looks whether the answer is the right one.
 *
 * @param name nobody's yet
 * @returns why the call is not served; undefined where it is
 */
export async function whyNotServed(server: Server, call: Ask, place: Place, name: string): Promise<string | undefined> {
  const send = (method: string, path: string, body?: string) => ask(server.port, place.token, method, path, body);
  const person = personId(place.number, place.people);
  const verdict = (answer: Answer, isRight: (json: Record<string, unknown>) => boolean) =>
    answer.status < 300 && (answer.status === 204 || isRight(answer.json())) ? undefined : said(answer);
  const hasIds = (json: Record<string, unknown>, ids: (ids: string[]) => boolean) =>
    ids(((json['Resources'] ?? []) as { id: string }[]).map(({ id }) => id));

  switch (call) {
    case 'create':
    case 'createSpread':
      return verdict(await send('POST', '/Users', userBody(place.number, name)), ({ id }) => typeof id === 'string');
    case 'read':
      return verdict(await send('GET', `/Users/${person}`), ({ id }) => id === person);
    case 'findUserName':
    case 'findExternalId':
    case 'findEmail':
      return verdict(await send('GET', findBy[call](place, place.people)), (json) => hasIds(json, (ids) => String(ids) === person));
    case 'index':
      return verdict(
        await send('GET', `/Users?startIndex=${place.people - 99}&count=100`),
        (json) => Number(json['totalResults']) >= place.people && hasIds(json, (ids) => new Set(ids).size === 100),
      );
    case 'cursor':
      return verdict(
        await send('GET', '/Users?cursor=&count=100'),
        (json) => typeof json['nextCursor'] === 'string' && hasIds(json, (ids) => new Set(ids).size === 100),
      );
    case 'switchOff':
    case 'addToGroup': {
      const made = await send('POST', '/Users', userBody(place.number, name));
      if (made.status !== 201) return said(made);
      const id = String(made.json()['id']);
      if (call === 'switchOff') return verdict(await send('PATCH', `/Users/${id}`, switchOffBody), ({ active }) => active === false);
      if (!place.groupId) return said(await send('GET', '/Groups'));
      return verdict(await send('PATCH', `/Groups/${place.groupId}`, addToGroupBody(id)), () => true);
    }
  }
}

/** Walks by cursor through everybody, a page of 100 at a time.
 *
 * @returns cursors spread over the walk, where many can begin, and what is wrong with it, in words
 */
export async function walk(server: Server, place: Place): Promise<{ cursors: string[]; faults: string[] }> {
  const seen = new Set<string>();
  const cursors: string[] = [];
  let rows = 0;
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const answer = await ask(server.port, place.token, 'GET', `/Users?cursor=${cursor}&count=100`);
    if (answer.status !== 200) return { cursors, faults: [`the walk ended with ${said(answer)}`] };
    const page = answer.json() as { Resources?: { id: string }[]; nextCursor?: string };
    for (const { id } of page.Resources ?? []) seen.add(id);
    rows += page.Resources?.length ?? 0;
    if (page.nextCursor) cursors.push(page.nextCursor);
    cursor = page.nextCursor;
  }
  const missed = Array.from({ length: place.people }, (_, n) => personId(place.number, n + 1)).filter((id) => !seen.has(id)).length;
  const faults = [
    ...(missed ? [`a walk by cursor misses ${missed} of ${place.people} (${mark(1)} and so on)`] : []),
    ...(rows > seen.size ? [`a walk by cursor gives ${rows - seen.size} people twice`] : []),
  ];
  return { cursors, faults };
}
