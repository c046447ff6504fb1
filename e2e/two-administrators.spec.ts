import { expect, test } from '@playwright/test';
import { joined, openWorkspace, pageOf, watchConsole } from './stack.ts';

test('of two administrators who change the same access, the second sees both versions and loses nothing', async ({ browser }) => {
  const { slug, api } = await openWorkspace({ core: 2 });
  const { id } = await joined(api, { firstName: 'Ada', lastName: 'Byron', email: `ada@${slug}.test` });
  const { api: second } = await joined(api, {
    firstName: 'Nora', lastName: 'Leblanc', email: `nora@${slug}.test`, groupIds: [await api.group('administrator')],
  }); // prettier-ignore
  const [olga, nora] = [await pageOf(browser, api), await pageOf(browser, second)];
  const errors = [watchConsole(olga), watchConsole(nora)];
  for (const page of [olga, nora]) {
    await page.goto(`/members/${id}/access`);
    await expect(page.getByRole('checkbox', { name: 'Member', exact: true })).toBeChecked();
  }
  await nora.getByRole('checkbox', { name: 'Core' }).check();
  await olga.getByRole('checkbox', { name: 'Auditor' }).check();
  await olga.getByRole('button', { name: 'Save' }).click();
  await expect(olga.getByText('Saved.')).toBeVisible();

  await nora.getByRole('button', { name: 'Save' }).click();
  const versions = nora.getByRole('alertdialog', { name: 'Two versions' });
  await expect(versions.getByRole('row', { name: /Groups/ })).toContainText('Auditor');
  await expect(versions.getByRole('row', { name: /Access/ })).toContainText('Core');
  await expect(nora.getByRole('checkbox', { name: 'Core' })).toBeChecked();
  expect((await api.member(id)).products).toEqual([]);
  await versions.getByRole('button', { name: 'Keep mine' }).click();
  await expect(nora.getByText('Saved.')).toBeVisible();
  await expect(versions).toBeHidden();
  await expect(nora.getByRole('checkbox', { name: 'Auditor' })).toBeChecked();

  const { products, groups } = await api.member(id);
  expect([products, groups.map(({ name }) => name).toSorted()]).toEqual([['core'], ['Auditor', 'Member']]);
  expect(await api.seats('core')).toMatchObject({ assigned: 1 });
  expect(errors.flat()).toEqual([]);
  await olga.context().close();
  await nora.context().close();
});
