import { expect, test } from '@playwright/test';
import { linkMailedTo, openWorkspace, password, signIn } from './stack.ts';

test('a deactivated member’s next click is refused, and his seat is free', async ({ page, browser }) => {
  const { slug, owner, api } = await openWorkspace({ core: 2 });
  const address = `victor@${slug}.test`;
  const { items } = await api.get<{ items: { id: string; builtIn?: string }[] }>('/groups');
  const auditor = items.find(({ builtIn }) => builtIn === 'auditor')!.id;
  await api.addMember({ firstName: 'Victor', lastName: 'Vidal', email: address, products: ['core'], groupIds: [auditor] });
  const victims = await browser.newContext();
  const victim = await victims.newPage();
  await victim.goto(await linkMailedTo(address));
  await victim.getByLabel('Password', { exact: true }).fill('another battery staple horse');
  await victim.getByRole('button', { name: 'Accept the invitation' }).click();
  await expect(victim.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible();

  await signIn(page, slug, owner.username, password);
  await page.getByRole('button', { name: /Actions for Victor Vidal/ }).first().click(); // prettier-ignore
  await page.getByRole('menuitem', { name: 'Deactivate' }).click();
  const dialog = page.getByRole('dialog', { name: /Deactivate Victor Vidal/ });
  await expect(dialog).toContainText('Nothing is deleted');
  await dialog.getByRole('button', { name: 'Deactivate' }).click();
  await expect(page.getByText(/Victor Vidal.* is deactivated/)).toBeVisible();
  expect(await api.seats('core')).toMatchObject({ assigned: 0, free: 2 });

  await victim.getByRole('link', { name: /Olga Owner/ }).first().click(); // prettier-ignore
  await expect(victim).toHaveURL(/\/sign-in/);
  await victims.close();
});
