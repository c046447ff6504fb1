import { expect, test } from '@playwright/test';
import { openWorkspace, password, signIn } from './stack.ts';

test('a full pool says the numbers and the ways out, and one of them is taken', async ({ page }) => {
  const { slug, owner, api } = await openWorkspace({ core: 1 });
  await api.addMember({ firstName: 'Ada', lastName: 'Byron', email: `ada@${slug}.test`, products: ['core'] });
  await signIn(page, slug, owner.username, password);
  await page.getByRole('button', { name: 'Add a member' }).or(page.getByRole('link', { name: 'Add a member' })).first().click(); // prettier-ignore
  await page.getByLabel('First name').fill('Grace');
  await page.getByLabel('Last name').fill('Hopper');
  await page.getByLabel('E-mail').first().fill(`grace@${slug}.test`);
  await page.getByRole('checkbox', { name: /Core/ }).check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const panel = page.getByRole('alert').filter({ hasText: 'No free seat of Core' });
  await expect(panel).toContainText('1 of 1 seats are in use or reserved');
  await expect(panel.getByRole('link', { name: 'Free a seat: who holds one' })).toBeVisible();
  await panel.getByRole('button', { name: 'Save without access' }).click();
  await expect(page.getByText('is invited')).toBeVisible();
  expect(await api.seats('core')).toMatchObject({ assigned: 0, reserved: 1 });
});
