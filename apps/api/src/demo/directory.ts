import { connectionActor } from '@placet/kernel';
import { AddConnection, AddToken, CreateUser, EditConnection } from '@placet/provisioning';
import type { DemoBuilder } from './builder.ts';
import { somebody } from './people.ts';

/** A directory that keeps most people of the firm: they sign in by other means, so they are active without a password.
 *
 * @returns the token under which it calls
 */
export async function provisioned(builder: DemoBuilder, people: number, domain: string): Promise<string> {
  builder.daysAgo(310);
  const connectionId = await builder.bus.execute(new AddConnection(builder.owner, 'Acme directory', 'okta'));
  await builder.bus.execute(new EditConnection(builder.owner, connectionId, { onCreate: 'active' }));
  const directory = connectionActor(builder.workspaceId, connectionId);
  for (let n = 0; n < people; n++) {
    builder.daysAgo(300 - n);
    const { firstName, lastName, email, jobTitle } = somebody(n, domain);
    await builder.bus.execute(
      new CreateUser(directory, {
        userName: email,
        externalId: `00u${String(n).padStart(6, '0')}`,
        name: { givenName: firstName, familyName: lastName },
        title: jobTitle,
        emails: [{ value: email, type: 'work', primary: true }],
        active: n % 20 !== 19,
      }),
    );
  }
  builder.daysAgo(1);
  const { value } = await builder.bus.execute(new AddToken(builder.owner, connectionId, 'demo'));
  return value;
}
