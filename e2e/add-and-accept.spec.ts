import { expect, test } from '@playwright/test';
import { english, french, linkMailedTo, openWorkspace, password, signIn, watchConsole } from './stack.ts';

const words = {
  en: {
    ...english, add: 'Add a member', firstName: 'First name', lastName: 'Last name', email: 'E-mail', save: 'Save', invited: 'is invited',
    accept: 'Accept the invitation', hello: /^Hello/, member: /^Member/,
  },
  fr: {
    ...french, add: 'Ajouter un utilisateur', firstName: 'Prénom', lastName: 'Nom', email: 'E-mail', save: 'Enregistrer', invited: 'est invité',
    accept: 'Accepter l’invitation', hello: /^Bonjour/, member: /^(Member|Membre|Utilisateur)/,
  },
}; // prettier-ignore

for (const language of ['en', 'fr'] as const) {
  test.describe(language, () => {
    test.use({ locale: language === 'fr' ? 'fr-FR' : 'en-GB' });

    test('an owner adds a member, who accepts, and the reserved seat becomes an assigned one', async ({ page, browser }) => {
      const say = words[language];
      const errors = watchConsole(page);
      const { slug, owner, api } = await openWorkspace({ core: 3 }, language);
      await signIn(page, slug, owner.username, password, say);
      await page.getByRole('button', { name: say.add }).or(page.getByRole('link', { name: say.add })).first().click(); // prettier-ignore
      const drawer = page.getByRole('dialog', { name: say.add }).or(page.getByRole('complementary', { name: say.add }));
      const address = `ada@${slug}.test`;
      await expect(drawer.getByLabel(say.firstName)).toBeFocused();
      await drawer.getByLabel(say.firstName).fill('Ada');
      await drawer.getByLabel(say.lastName, { exact: true }).fill('Byron');
      await drawer.getByRole('textbox', { name: say.email }).fill(address);
      await expect(drawer.getByRole('checkbox', { name: say.member })).toBeChecked();
      await drawer.getByRole('checkbox', { name: /Core/ }).check();
      await drawer.getByRole('button', { name: say.save, exact: true }).click();
      await expect(page.getByText(say.invited)).toBeVisible();
      expect(await api.seats('core')).toMatchObject({ assigned: 0, reserved: 1 });

      const context = await browser.newContext({ locale: language === 'fr' ? 'fr-FR' : 'en-GB' });
      const invited = await context.newPage();
      const theirErrors = watchConsole(invited);
      await invited.goto(await linkMailedTo(address));
      await invited.getByLabel(say.password, { exact: true }).fill('another battery staple horse');
      await invited.getByRole('button', { name: say.accept }).click();
      await expect(invited.getByRole('heading', { level: 1, name: say.hello })).toBeVisible();
      expect(await api.seats('core')).toMatchObject({ assigned: 1, reserved: 0 });
      expect([...errors, ...theirErrors]).toEqual([]);
      await context.close();
    });
  });
}
