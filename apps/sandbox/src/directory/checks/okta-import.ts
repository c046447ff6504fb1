import { bodyOf, holds, listOf, same } from './expectations.ts';
import type { Stage } from './stage.ts';

const okta = 100;

/** Okta's import: pages of `startIndex` and `count` over everybody, in an order that stays. */
export async function oktaImport(stage: Stage): Promise<void> {
  const mine: string[] = [];
  const groups: string[] = [];
  const walk = async (type: 'Users' | 'Groups', count: number, between: () => Promise<void> = async () => undefined) => {
    const seen: string[] = [];
    let total = 1;
    for (let startIndex = 1; startIndex <= total; startIndex += count) {
      const answer = await stage.send('GET', `/${type}?startIndex=${startIndex}&count=${count}`);
      const page = listOf(answer).map(({ id }) => String(id));
      const body = bodyOf(answer);
      same(body['startIndex'], startIndex, 'startIndex');
      total = body['totalResults'] as number;
      same(page.length, Math.min(count, Math.max(0, total - startIndex + 1)), `how many are on the page from ${startIndex}`);
      seen.push(...page);
      await between();
    }
    same(new Set(seen).size, seen.length, 'how many different ids the pages have');
    return seen;
  };
  let all: string[] = [];
  /** several pages, whatever there is, and not more than a hundred a page */
  const few = () => Math.min(okta, Math.max(3, Math.ceil(all.length / 6)));

  await stage.step('seven users and three groups are there', async () => {
    for (let n = 1; n <= 7; n++) mine.push((await stage.user(`import${n}`)).id);
    for (let n = 1; n <= 3; n++) groups.push((await stage.group(`Import ${n}`)).id);
  });
  await stage.step('pages of a hundred bring everybody, each once', async () => {
    all = await walk('Users', okta);
    same(mine.filter((id) => !all.includes(id)), [], 'who is missing'); // prettier-ignore
  });
  await stage.step('a second walk, in other pages, brings the same in the same order', async () =>
    same(await walk('Users', few()), all, 'the order'),
  );
  await stage.step('who comes while it walks moves nobody', async () => {
    let late = '';
    const seen = await walk('Users', few(), async () => void (late ||= (await stage.user('late')).id));
    same(seen.filter((id) => id !== late), all, 'the order'); // prettier-ignore
    mine.push(late);
  });
  await stage.step('past the end there is an empty page', async () => {
    const answer = await stage.send('GET', `/Users?startIndex=${all.length + 1_000}&count=${okta}`);
    same(listOf(answer).length, 0, 'how many');
    holds((bodyOf(answer)['totalResults'] as number) >= mine.length, 'totalResults forgets somebody');
  });
  await stage.step('the inactive are imported as inactive', async () => {
    await stage.patch(`/Users/${mine[0]}`, { op: 'replace', value: { active: false } });
    const found = listOf(await stage.send('GET', `/Users?startIndex=${all.indexOf(mine[0]!) + 1}&count=1`));
    same([found[0]?.['id'], found[0]?.['active']], [mine[0], false], 'id and active');
  });
  await stage.step('groups are walked alike', async () => {
    const first = await walk('Groups', okta);
    same(groups.filter((id) => !first.includes(id)), [], 'which is missing'); // prettier-ignore
    same(await walk('Groups', 2), first, 'the order');
  });
}
