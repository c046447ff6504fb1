import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

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

/** What axe calls serious or critical on the page in view, in light and in dark. */
export async function offences(page: Page): Promise<string[]> {
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
