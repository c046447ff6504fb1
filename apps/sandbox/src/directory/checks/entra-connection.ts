import { randomUUID } from 'node:crypto';
import { finds, isRefusal, same } from './expectations.ts';
import type { Stage } from './stage.ts';

/** Entra's *Test Connection*: a name that nobody has, for each way to match, with and without the flag. */
export async function entraConnection(stage: Stage): Promise<void> {
  const nobody = { people: [], groups: [] };
  await stage.step('a random name: 200 and an empty list', async () =>
    same(await stage.directory(nobody).test(), undefined, 'what is wrong'),
  );
  await stage.step('the flag in the base URL disturbs nobody', async () =>
    same(await stage.directory(nobody, { as: 'entra-2020' }).test(), undefined, 'what is wrong'),
  );
  for (const path of ['externalId', 'emails[type eq "work"].value', 'userName']) {
    await stage.step(`matching by ${path} works with whatever is there`, async () =>
      finds(await stage.find('Users', `${path} eq "${randomUUID()}"`)),
    );
  }
  await stage.step('matching groups by displayName works alike', async () =>
    finds(await stage.find('Groups', `displayName eq "${randomUUID()}"`, { excludedAttributes: 'members' })),
  );
  await stage.step('a wrong token is told as such', async () => {
    const wrong = stage.directory(nobody, { target: { ...stage.target, access: { kind: 'token', token: 'wrong' } } });
    same(typeof (await wrong.test()), 'string', 'the type of what is wrong');
    same(stage.said, ['GET /Users 401'], 'the calls');
  });
  await stage.step('an unknown place is an error of SCIM, no page of a framework', async () =>
    isRefusal(await stage.send('GET', '/Nowhere'), 404),
  );
}
