import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
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

/** The frame's menus come when the browser is idle, and have their names a frame after they are there. */
async function untilWhole(page: Page): Promise<void> {
  if ((await page.locator('app-shell').count()) === 0) return;
  await page.locator('app-theme-menu button[aria-label]').first().waitFor({ state: 'attached' });
  await page.locator('app-own-menu ui-avatar').waitFor({ state: 'attached' });
}

/** All rules in light; in dark those that colours decide, since the page is the same. */
const looks = [
  { colorScheme: 'light', rules: [] },
  { colorScheme: 'dark', rules: ['color-contrast', 'link-in-text-block'] },
] as const;

async function offences(page: Page): Promise<string[]> {
  await page.locator('h1').first().waitFor();
  await untilWhole(page);
  const found: string[] = [];
  for (const { colorScheme, rules } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // In the page itself, which has no frames: five times as fast as by a second page.
    const axe = new AxeBuilder({ page })
      .setLegacyMode()
      .options({ resultTypes: ['violations'], ...(rules.length ? { runOnly: [...rules] } : {}) });
    const { violations } = await axe.analyze();
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    found.push(...grave.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${page.url()} (${colorScheme}) ${id} ${String(target)}`)));
  }
  return found;
}

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
  await page.goto('/directory');
  found.push(...(await offences(page)));
  await page.goto('/directory/new');
  found.push(...(await offences(page)));
  await page.goto('/directory');
  await page.locator('tbody a[href*="/directory/"]').first().click(); // prettier-ignore
  await expect(page).toHaveURL(/\/directory\/[0-9a-f-]{36}/);
  const connection = new URL(page.url()).pathname;
  for (const tab of ['', '/log', '/groups', '/access', '/settings', '/setup']) {
    await page.goto(connection + tab);
    await page.locator('app-connection-page router-outlet + *').waitFor();
    found.push(...(await offences(page)));
  }
  expect(found).toEqual([]);
  expect(errors).toEqual([]);
});
