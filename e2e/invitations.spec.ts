import { expect, test, type Page } from '@playwright/test';
import { headingBehind, linkMailedTo, openWorkspace, pageOf, watchConsole, type OwnerApi } from './stack.ts';

const open = /^Join Journey/;
const replaced = 'A newer link replaced this one';

interface Sent {
  readonly state: string;
  readonly expiresAt: string;
}
const invitationOf = async (api: OwnerApi, memberId: string) => {
  const { items } = await api.get<{ items: (Sent & { member: { id: string } })[] }>('/invitations');
  return items.find(({ member }) => member.id === memberId)!;
};
const choose = async (page: Page, name: string, act: string) => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: act }).click();
};

test('an invitation gets more days, goes out again, and its first link dies', async ({ browser }) => {
  const { slug, api } = await openWorkspace({ core: 1 });
  const address = `ada@${slug}.test`;
  const { member } = await api.addMember({ firstName: 'Ada', lastName: 'Byron', email: address, products: ['core'] });
  const first = await linkMailedTo(address);
  const before = await invitationOf(api, member.id);

  const page = await pageOf(browser, api);
  const errors = watchConsole(page);
  await page.goto('/members/invitations');
  await choose(page, 'Ada Byron', 'Extend');
  const more = page.getByRole('dialog', { name: 'More time for Ada Byron' });
  await more.getByLabel(/Further days/).fill('91');
  await more.getByRole('button', { name: 'Extend' }).click();
  await expect(more.getByRole('alert')).toContainText('At most 90.');
  await more.getByLabel(/Further days/).fill('10');
  await more.getByRole('button', { name: 'Extend' }).click();
  await expect(page.getByText(/^Open until /)).toBeVisible();
  const extended = await invitationOf(api, member.id);
  expect((Date.parse(extended.expiresAt) - Date.parse(before.expiresAt)) / 86_400_000).toBeCloseTo(10, 0);
  expect(await headingBehind(browser, first)).toMatch(open);

  await choose(page, 'Ada Byron', 'Resend the invitation');
  const again = page.getByRole('dialog', { name: 'Send the invitation to Ada Byron again?' });
  await expect(again).toContainText('Earlier links stop working');
  await again.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText('Accepted: the invitation to Ada Byron is on its way.')).toBeVisible();
  const second = await linkMailedTo(address, first);
  expect(await headingBehind(browser, first)).toBe(replaced);
  expect(await headingBehind(browser, second)).toMatch(open);
  expect(await api.seats('core')).toMatchObject({ assigned: 0, reserved: 1 });
  expect(errors).toEqual([]);
  await page.context().close();
});

test('a link is copied once, the mailed one dies; a revoked invitation gives its seat back', async ({ browser }) => {
  const { slug, api } = await openWorkspace({ core: 1 });
  const address = `grace@${slug}.test`;
  const { member } = await api.addMember({ firstName: 'Grace', lastName: 'Hopper', email: address, products: ['core'] });
  const mailed = await linkMailedTo(address);

  const page = await pageOf(browser, api);
  const errors = watchConsole(page);
  await page.goto('/members/invitations');
  await choose(page, 'Grace Hopper', 'Copy a new link');
  const dialog = page.getByRole('dialog', { name: 'Copy a new link for Grace Hopper?' });
  await expect(dialog).toContainText('The old link dies');
  await dialog.getByRole('button', { name: 'Make a new link' }).click();
  const copied = await dialog.locator('output').innerText();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
  expect(await headingBehind(browser, mailed)).toBe(replaced);
  expect(await headingBehind(browser, copied)).toMatch(open);
  expect(await api.seats('core')).toMatchObject({ reserved: 1, free: 0 });

  await choose(page, 'Grace Hopper', 'Revoke');
  const end = page.getByRole('dialog', { name: 'Revoke the invitation of Grace Hopper?' });
  await expect(end).toContainText('the reserved seats are free at once');
  await end.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('The invitation of Grace Hopper is revoked.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Grace Hopper \(inactive\)/ })).toContainText('Revoked');
  expect(await headingBehind(browser, copied)).toBe('This invitation was withdrawn');
  expect((await invitationOf(api, member.id)).state).toBe('revoked');
  expect((await api.member(member.id)).state).toBe('inactive');
  expect(await api.seats('core')).toMatchObject({ reserved: 0, free: 1 });
  expect(errors).toEqual([]);
  await page.context().close();
});

test('whoever has no mailbox comes back by a link that is shown once', async ({ browser }) => {
  const { api } = await openWorkspace({ core: 1 });
  const { member } = await api.addMember({
    firstName: 'Lina', lastName: 'Haddad', username: 'lina', credential: 'activation_link', sendMail: false, products: ['core'],
  }); // prettier-ignore
  await api.post(`/members/${member.id}/deactivate`);

  const page = await pageOf(browser, api);
  const errors = watchConsole(page);
  await page.goto('/members?state=inactive');
  await choose(page, 'Lina Haddad (inactive)', 'Reactivate');
  const dialog = page.getByRole('dialog', { name: /Reactivate Lina Haddad/ });
  const question = dialog.getByText('A seat is claimed again for: Core.');
  await expect(question).toBeVisible();
  await dialog.getByRole('button', { name: 'Reactivate' }).click();
  const link = await dialog.locator('output').innerText();
  await expect(question).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('Lina Haddad is invited again.')).toBeVisible();
  expect((await api.member(member.id)).state).toBe('invited');
  expect(await api.seats('core')).toMatchObject({ reserved: 1, free: 0 });
  expect(await headingBehind(browser, link)).toMatch(open);
  expect(errors).toEqual([]);
  await page.context().close();
});
