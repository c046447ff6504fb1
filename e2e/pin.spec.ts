import { expect, test } from '@playwright/test';
import { openWorkspace } from './stack.ts';

test('somebody without e-mail signs in with a PIN and must choose his own first', async ({ page }) => {
  const { slug, api } = await openWorkspace({ core: 1 });
  const { secret } = await api.addMember({ firstName: 'Lina', lastName: 'Haddad', username: 'lina', credential: 'pin' });
  await page.goto(`/sign-in?workspace=${slug}`);
  await page.getByRole('textbox', { name: 'Username' }).fill('lina');
  await page.getByText('With a PIN').click();
  await page.getByLabel('PIN', { exact: true }).fill(secret!.value);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Welcome, Lina' })).toBeVisible();
  await page.goto('/members');
  await expect(page).toHaveURL(/first-sign-in/);
  await page.getByLabel('PIN you were given').fill(secret!.value);
  await page.getByLabel('New PIN').fill('739154');
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Hello/ })).toBeVisible();
});
