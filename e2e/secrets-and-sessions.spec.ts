import { expect, test } from '@playwright/test';
import { joined, openWorkspace, pageOf, password, signIn, watchConsole } from './stack.ts';

test('whoever must choose a new password can open nothing else at the next sign-in', async ({ page, browser }) => {
  const { slug, api } = await openWorkspace({ core: 1 });
  const username = `victor@${slug}.test`;
  const { id } = await joined(api, { firstName: 'Victor', lastName: 'Vidal', email: username, groupIds: [await api.group('auditor')] });

  const owner = await pageOf(browser, api);
  const errors = watchConsole(owner);
  await owner.goto(`/members/${id}`);
  await owner.getByRole('button', { name: 'Actions' }).click();
  await owner.getByRole('menuitem', { name: 'Require a new password' }).click();
  const dialog = owner.getByRole('dialog', { name: 'Require a new password from Victor Vidal?' });
  await expect(dialog).toContainText('nothing else can be opened');
  await dialog.getByRole('button', { name: 'Require it' }).click();
  await expect(owner.getByText('Victor Vidal chooses a new one at the next sign-in.')).toBeVisible();
  await expect(owner.getByText('Password, must be changed')).toBeVisible();
  expect((await api.member(id)).credential.changeRequired).toBe(true);

  await signIn(page, slug, username, password);
  await expect(page.getByRole('heading', { level: 1, name: 'Welcome, Victor' })).toBeVisible();
  await page.goto('/members');
  await expect(page).toHaveURL(/first-sign-in/);
  await page.getByLabel('Password you were given').fill(password);
  await page.getByLabel('New password').fill('another battery staple horse');
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible();
  expect((await api.member(id)).credential.changeRequired).toBe(false);
  expect(errors).toEqual([]);
  await owner.context().close();
});

test('whoever is signed out everywhere is asked to sign in at the next click, and comes back to where he was', async ({ browser }) => {
  const { slug, api } = await openWorkspace({ core: 1 });
  const username = `victor@${slug}.test`;
  const { id, api: his } = await joined(api, {
    firstName: 'Victor', lastName: 'Vidal', email: username, groupIds: [await api.group('auditor')],
  }); // prettier-ignore
  const victim = await pageOf(browser, his);
  await victim.goto('/members');
  await expect(victim.getByRole('link', { name: 'Olga Owner' })).toBeVisible();

  const owner = await pageOf(browser, api);
  const errors = watchConsole(owner);
  await owner.goto(`/members/${id}`);
  await owner.getByRole('button', { name: 'Actions' }).click();
  await owner.getByRole('menuitem', { name: 'Sign out everywhere' }).click();
  const dialog = owner.getByRole('dialog', { name: 'Sign Victor Vidal out everywhere?' });
  await dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(owner.getByText('Victor Vidal is signed out everywhere.')).toBeVisible();
  expect((await api.get<{ items: unknown[] }>(`/members/${id}/sessions`)).items).toEqual([]);
  expect((await api.member(id)).state).toBe('active');

  await victim.getByRole('link', { name: 'Olga Owner' }).click();
  await expect(victim).toHaveURL(/\/sign-in\?next=/);
  await victim.getByRole('textbox', { name: 'Workspace' }).fill(slug);
  await victim.getByRole('textbox', { name: 'Username' }).fill(username);
  await victim.getByLabel('Password', { exact: true }).fill(password);
  await victim.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(victim.getByRole('heading', { level: 1, name: 'Olga Owner' })).toBeVisible();
  expect(errors).toEqual([]);
  await victim.context().close();
  await owner.context().close();
});
