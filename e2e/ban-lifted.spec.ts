import { expect, test } from '@playwright/test';
import { joined, openWorkspace, pageOf, password, signIn, watchConsole } from './stack.ts';

test('a ban is lifted with a reason: inactive at first, and in again after a reactivation', async ({ page, browser }) => {
  const { slug, api } = await openWorkspace({ core: 1 });
  const { id } = await joined(api, { firstName: 'Victor', lastName: 'Vidal', email: `victor@${slug}.test`, products: ['core'] });
  await api.post(`/members/${id}/ban`, { reason: 'Shared a password' });
  await signIn(page, slug, `victor@${slug}.test`, password);
  await expect(page.getByRole('alert')).toBeVisible();

  const owner = await pageOf(browser, api);
  const errors = watchConsole(owner);
  await owner.goto(`/members/${id}`);
  await expect(owner.getByText(/Banned by Olga Owner on .*: Shared a password/)).toBeVisible();
  await owner.getByRole('button', { name: 'Actions' }).click();
  await owner.getByRole('menuitem', { name: 'Lift the ban' }).click();
  const dialog = owner.getByRole('dialog', { name: /Lift the ban of Victor Vidal/ });
  await dialog.getByRole('button', { name: 'Lift the ban' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Reason');
  expect((await api.member(id)).state).toBe('banned');
  await dialog.getByLabel('Reason').fill('Talked it over');
  await dialog.getByRole('button', { name: 'Lift the ban' }).click();
  await expect(owner.getByText('The ban of Victor Vidal is lifted; the account is inactive.')).toBeVisible();
  await expect(owner.getByRole('heading', { level: 1 })).toHaveText('Victor Vidal (inactive)');
  const lifted = await api.member(id);
  expect([lifted.state, lifted.ban]).toEqual(['inactive', undefined]);
  expect(await api.seats('core')).toMatchObject({ assigned: 0, free: 1 });

  await owner.getByRole('button', { name: 'Actions' }).click();
  await owner.getByRole('menuitem', { name: 'Reactivate' }).click();
  const back = owner.getByRole('dialog', { name: /Reactivate Victor Vidal/ });
  await expect(back).toContainText('A seat is claimed again for: Core.');
  await back.getByRole('button', { name: 'Reactivate' }).click();
  await expect(owner.getByText('Victor Vidal is active again.')).toBeVisible();
  expect(await api.seats('core')).toMatchObject({ assigned: 1, free: 0 });
  expect(errors).toEqual([]);
  await owner.context().close();
});
