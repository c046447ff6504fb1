import { expect, test } from '@playwright/test';
import { offences } from './offences.ts';
import { run, signIn, watchConsole } from './stack.ts';

const publicPages = ['/sign-in', '/forgot', '/reset#nothing', '/invite#nothing', '/banned', '/suspended', '/404', '/500'];
// A row is like the next one: those who use a product are enough of them, and quickly looked at.
const list = '/members?product=contract';
const membersPages = [
  list,
  `${list}&drawer=add`,
  '/members?state=inactive&state=banned',
  '/members?q=nobody+of+that+name',
  '/members/invitations',
  '/members/waiting',
];

test('no page has a serious fault of access, in light and in dark', async ({ page }) => {
  test.setTimeout(120_000);
  const errors = watchConsole(page);
  const found: string[] = [];
  for (const path of publicPages) {
    await page.goto(path);
    found.push(...(await offences(page)));
  }
  const { owner } = run().workspaces['acme']!;
  await signIn(page, 'acme', owner.username, owner.password);
  await expect(page.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible();
  for (const path of membersPages) {
    await page.goto(path);
    found.push(...(await offences(page)));
  }
  await page.goto(list);
  await page.getByRole('button', { name: /^Actions for/ }).first().click(); // prettier-ignore
  await page.getByRole('menuitem', { name: 'Ban' }).waitFor();
  found.push(...(await offences(page)));
  await page.getByRole('menuitem', { name: 'Ban' }).click();
  await page.getByRole('dialog').getByText('All sessions end now').waitFor();
  found.push(...(await offences(page)));
  await page.keyboard.press('Escape');
  await page.locator('tbody a[href*="/members/"]').first().click(); // prettier-ignore
  await expect(page).toHaveURL(/\/members\/[0-9a-f-]{36}/);
  found.push(...(await offences(page)));
  await page.goto(`${new URL(page.url()).pathname.replace(/\/$/, '')}/access`);
  found.push(...(await offences(page)));
  await page.goto('/directory/new');
  found.push(...(await offences(page)));
  await page.getByRole('link', { name: 'Directory' }).first().click(); // prettier-ignore
  await page.locator('tbody a[href*="/directory/"]').first().waitFor(); // prettier-ignore
  found.push(...(await offences(page)));
  await page.locator('tbody a[href*="/directory/"]').first().click(); // prettier-ignore
  const tabs = page.getByRole('navigation', { name: 'Of this connection' });
  for (const tab of ['Overview', 'Log', 'Groups', 'Access', 'Settings', 'Set-up']) {
    await tabs.getByRole('link', { name: tab }).click();
    await expect(tabs.locator('[aria-current="page"]')).toHaveText(tab);
    await page.locator('app-connection-page router-outlet + *').waitFor();
    found.push(...(await offences(page)));
  }
  expect(found).toEqual([]);
  expect(errors).toEqual([]);
});
