import { connectionActor } from '@placet/kernel';
import { AddConnection, AddToken, CreateGroup, CreateUser, EditConnection, PutMapping } from '@placet/provisioning';
import type { DemoBuilder } from './builder.ts';
import { somebody } from './people.ts';

/** Groups that the directory has pushed: whom each holds, by his number. */
const groups = [
  { displayName: 'Paris office', first: 0, count: 18 },
  { displayName: 'Assistants', first: 40, count: 12 },
  { displayName: 'Reading room', first: 0, count: 0 },
];

/** A directory that keeps most people of the firm: they sign in by other means, so they are active without a password. One of its groups is mapped
 * to a site, the others give nothing yet.
 *
 * @returns the token under which it calls
 */
export async function provisioned(builder: DemoBuilder, people: number, domain: string): Promise<string> {
  builder.daysAgo(310);
  const connectionId = await builder.bus.execute(new AddConnection(builder.owner, 'Acme directory', 'okta'));
  await builder.bus.execute(new EditConnection(builder.owner, connectionId, { onCreate: 'active' }));
  const directory = connectionActor(builder.workspaceId, connectionId);
  const members: string[] = [];
  for (let n = 0; n < people; n++) {
    builder.daysAgo(300 - n);
    const { firstName, lastName, email, jobTitle } = somebody(n, domain);
    const { memberId } = await builder.bus.execute(
      new CreateUser(directory, {
        userName: email,
        externalId: `00u${String(n).padStart(6, '0')}`,
        name: { givenName: firstName, familyName: lastName },
        title: jobTitle,
        emails: [{ value: email, type: 'work', primary: true }],
        active: n % 20 !== 19,
      }),
    );
    members.push(memberId);
  }
  builder.daysAgo(90);
  const pushed: string[] = [];
  for (const { displayName, first, count } of groups) {
    const adds = members.slice(first, first + count);
    pushed.push(
      await builder.bus.execute(
        new CreateGroup(directory, { displayName, externalId: null, members: { replaces: false, adds, removes: [] } }),
      ),
    );
  }
  builder.daysAgo(89);
  const mapping = { groupIds: [], products: [], siteIds: builder.sites.slice(0, 1) };
  await builder.bus.execute(new PutMapping(builder.owner, connectionId, pushed[0]!, mapping));
  builder.daysAgo(1);
  const { value } = await builder.bus.execute(new AddToken(builder.owner, connectionId, 'demo'));
  return value;
}
