import type { Person } from '../company.ts';
import { holds, same } from './expectations.ts';
import type { Stage } from './stage.ts';

/** What Entra does when it is refused: one object is tried again with growing gaps; when most fail, the whole job waits. */
export async function entraQuarantine(stage: Stage): Promise<void> {
  const people = ['Ada', 'Bela', 'Cyd', 'Dov'].map((name) => Object.assign(stage.person(name), { isAssigned: true, isPending: true }));
  const dov = people[3] as Person;
  const entra = stage.directory({ people, groups: [] }, { isAtOnce: false });
  const { state } = entra;
  const locked = stage.directory(state, {
    state,
    isAtOnce: false,
    target: { ...stage.target, access: { kind: 'token', token: 'expired' } },
  });

  await stage.step('a token that is not taken stops the cycle at the first call', async () => {
    same(await locked.cycle(false), { visited: 1, failed: 1 }, 'the cycle');
    same(stage.said, ['GET /Users 401'], 'the calls');
    holds(Boolean(state.quarantine?.reason), 'there is no quarantine with a reason');
  });
  await stage.step('in quarantine the next cycle still fails, and nothing is lost', async () => {
    await locked.cycle(false);
    holds(state.quarantine !== undefined, 'the quarantine is over');
    same(people.filter(({ isPending }) => isPending).length, 4, 'who waits to be told');
  });
  await stage.step('with a good token everybody comes in, and the quarantine is over', async () => {
    same(await entra.cycle(true), { visited: 4, failed: 0 }, 'the cycle');
    same(state.quarantine, undefined, 'quarantine');
    for (const person of people) await stage.matches(person);
  });
  await stage.step('one who is refused disturbs nobody else', async () => {
    await entra.edit(dov, { title: 'Head\u0000less' });
    for (const person of people.slice(0, 3)) await entra.edit(person, { title: 'Partner' });
    same(await entra.cycle(false), { visited: 4, failed: 1 }, 'the cycle');
    same([dov.trouble?.status, state.quarantine], [400, undefined], 'status of the refusal, and quarantine');
    holds((dov.trouble?.text.length ?? 0) > 10, 'the refusal says nothing');
    for (const person of people.slice(0, 3)) await stage.matches(person);
  });
  await stage.step('he is tried again by the next cycle, then by every second, then fourth', async () => {
    const visits: number[] = [];
    for (let n = 0; n < 7; n++) visits.push((await entra.cycle(false)).visited);
    same(visits, [1, 0, 1, 0, 0, 0, 1], 'visits by cycle');
  });
  await stage.step('a corrected value is taken by the next cycle', async () => {
    await entra.edit(dov, { title: 'Head' });
    same(await entra.cycle(false), { visited: 1, failed: 0 }, 'the cycle');
    await stage.matches(dov);
  });
  await stage.tidyUp(state);
}
