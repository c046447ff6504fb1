import { expect, test, type Page } from '@playwright/test';
import { DirectoryPlayer, sayingIn } from './directory-player.ts';
import { offences } from './offences.ts';
import { openWorkspace, pageOf, watchConsole } from './stack.ts';

const tab = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

for (const language of ['en', 'fr'] as const) {
  const say = sayingIn(language);

  async function makeToken(page: Page, button: string, name: string): Promise<string> {
    await page.getByRole('button', { name: button }).click();
    const dialog = page.getByRole('dialog', { name: say('directory.addToken') });
    await dialog.getByLabel(say('directory.credentialName')).fill(name);
    await dialog.getByRole('button', { name: say('directory.make') }).click();
    const secret = dialog.getByText(/^plc_scim_\S+$/);
    const token = await secret.innerText();
    await dialog.getByRole('button', { name: say('acts.done') }).click();
    await expect(secret).toBeHidden();
    return token.trim();
  }

  test(`${language}: Okta is connected by the guide, creates a member, and its group claims a seat`, async ({ browser }) => {
    const { slug, api } = await openWorkspace({ core: 3 }, language);
    const page = await pageOf(browser, api, language === 'fr' ? 'fr-FR' : 'en-GB');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const errors = watchConsole(page);

    await page.goto('/directory');
    await page.getByRole('link', { name: say('directory.add') }).click();
    await page.getByLabel(say('directory.provider.okta')).check();
    await page.getByRole('textbox', { name: say('directory.name') }).fill('Acme Okta');
    await page.getByRole('button', { name: say('directory.new.go') }).click();
    await expect(page).toHaveURL(/\/directory\/[0-9a-f-]{36}\/setup/);
    await page.getByRole('button', { name: say('directory.copyUrl') }).click();
    const baseUrl = await page.evaluate(() => navigator.clipboard.readText());
    expect(baseUrl).toMatch(/^http.*\/scim\/v2$/);
    const token = await makeToken(page, say('directory.makeToken'), 'Okta 1');

    await page.getByRole('button', { name: say('directory.test.run'), exact: true }).click();
    await expect(page.getByText(say('directory.test.token.ok'))).toBeVisible();
    await expect(page.getByText(say('directory.test.waits'))).toBeVisible();
    const player = await DirectoryPlayer.as('okta', baseUrl, token);
    await player.hire('Ada', 'Byron', `ada@${slug}.test`);
    await player.assign(`ada@${slug}.test`);
    const heard = say('directory.test.heard', { at: '' }).replace(/\W+$/u, '');
    await expect(page.getByText(heard)).toBeVisible();

    await tab(page, say('directory.log'));
    const log = page.getByRole('log');
    await expect(log).toContainText(say('log.user.asked', { directory: 'Okta', value: `ada@${slug}.test`, found: 'false' }));
    const created = say('log.user.created', {
      directory: 'Okta',
      who: 'Ada Byron',
      state: say('log.state.invited'),
      seat: say('log.seat.none'),
    });
    await expect(log).toContainText(created);

    await player.push('Lawyers', [`ada@${slug}.test`]);
    await expect(log).toContainText('Lawyers'); // as it happens, with nothing pressed

    await tab(page, say('directory.groups'));
    await page.getByRole('button', { name: say('mapping.changeOf', { name: 'Lawyers' }) }).click();
    const dialog = page.getByRole('dialog', { name: say('mapping.title', { name: 'Lawyers' }) });
    await dialog.getByRole('checkbox', { name: /Core/ }).check();
    await dialog.getByRole('button', { name: say('mapping.preview') }).click();
    await expect(dialog).toContainText(say('mapping.foretold', { members: 1, gain: 1, lose: 0 }));
    await expect(dialog.getByRole('listitem')).toContainText('Ada Byron');
    expect(await api.seats('core')).toMatchObject({ assigned: 0, reserved: 0 });
    await dialog.getByRole('button', { name: say('mapping.save') }).click();
    await expect(page.getByText(say('mapping.saved', { name: 'Lawyers' }))).toBeVisible();
    await expect.poll(async () => (await api.seats('core')).reserved).toBe(1);

    await tab(page, say('directory.overview'));
    await page.getByRole('link', { name: new RegExp(`^${say('directory.managed')}`) }).click();
    await page.getByRole('link', { name: 'Ada Byron' }).click();
    await expect(page.getByText(say('member.managedBy', { name: 'Acme Okta' }))).toBeVisible();
    await expect(page.getByLabel(say('form.firstName'))).toHaveAttribute('readonly');
    await expect(page.getByLabel(say('form.jobTitle'))).toBeEditable();
    await page.getByRole('link', { name: say('member.openDirectory') }).click();

    await tab(page, say('directory.access'));
    const second = await makeToken(page, say('directory.addToken'), 'Okta 2');
    await player.use(baseUrl, second);
    expect(await player.test()).toBe(true);
    await page.getByRole('button', { name: say('directory.revokeOf', { name: 'Okta 1' }) }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('ask.revokeToken.button') })
      .click();
    await expect(page.getByText(say('ask.revokeToken.done', { name: 'Okta 1' }))).toBeVisible();
    expect(await player.test()).toBe(true);
    await player.use(baseUrl, token);
    expect(await player.test()).toBe(false);
    expect(errors).toEqual([]);
    await page.context().close();
  });
}

test('a wave of deactivations is held, and an owner lets it through', async ({ browser }) => {
  const { slug, api } = await openWorkspace({ core: 1 });
  const { connection } = await api.post<{ connection: { id: string; baseUrl: string } }>('/directory-connections', {
    name: 'Entra',
    provider: 'entra',
  });
  const { secret } = await api.post<{ secret: { value: string } }>(`/directory-connections/${connection.id}/tokens`, { name: 'brake' });
  const page = await pageOf(browser, api);
  const errors = watchConsole(page);
  await page.goto(`/directory/${connection.id}/settings`);
  await page.getByLabel('A new person is').selectOption('active');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();

  const scim = async (method: string, path: string, data: object) => {
    const headers = { authorization: `Bearer ${secret.value}`, 'content-type': 'application/scim+json' };
    const answer = await fetch(connection.baseUrl + path, { method, headers, body: JSON.stringify(data) });
    return { status: answer.status, body: (await answer.json()) as { id: string } };
  };
  const people = await Promise.all(
    Array.from({ length: 14 }, (_, n) =>
      scim('POST', '/Users', {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: `person${n}@${slug}.test`,
        name: { givenName: 'Person', familyName: `N${String(n).padStart(2, '0')}` },
        active: true,
      }),
    ),
  );
  expect(people.map(({ status }) => status)).toEqual(people.map(() => 201));
  const answers: number[] = [];
  for (const { body } of people.slice(0, 12)) {
    const off = { op: 'replace', value: { active: false } };
    const { status } = await scim('PATCH', `/Users/${body.id}`, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [off],
    });
    answers.push(status);
  }
  const held = answers.filter((status) => status === 403).length;
  expect(held).toBeGreaterThan(0);

  await page.goto(`/directory/${connection.id}`);
  await expect(page.getByRole('alert')).toContainText(`The brake holds ${held} deactivation`);
  await expect(page.getByRole('cell', { name: /^Person N11/ })).toBeVisible();
  expect((await api.member(people[11]!.body.id)).state).toBe('active');
  expect(await offences(page)).toEqual([]);
  await page.getByRole('button', { name: 'Let all through' }).click();
  const dialog = page.getByRole('dialog', { name: /^Let \d+ deactivations? through/ });
  await expect(dialog).toContainText('sessions end');
  await dialog.getByRole('button', { name: 'Let through' }).click();
  await expect(page.getByText(new RegExp(`^${held} (person is|people are) deactivated`))).toBeVisible();
  await expect(page.getByText(/The brake holds/)).toBeHidden();
  expect((await api.member(people[11]!.body.id)).state).toBe('inactive');
  expect(errors).toEqual([]);
  await page.context().close();
});
