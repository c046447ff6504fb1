import { MatMenuHarness } from '@angular/material/menu/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, input } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { allByRole, byLabel, byRole, type, violations } from '@placet/ui/testing';
import { ada, answer, problemDocument, settle, signedInAs, startConsole, until, Visit } from '../../testing/console-bed.ts';
import { Connection } from '../api/connection.ts';
import { LanguageSwitch } from '../i18n/language-switch.ts';
import type { Me } from '../session/session-store.ts';
import { NewVersion } from './new-version.ts';
import { PageHead } from './page-head.ts';
import { Shell } from './shell.ts';

@Component({ imports: [PageHead], template: `<app-page-head [heading]="q() ?? 'Members'" />` })
class MembersPage {
  readonly q = input<string>();
}
@Component({ imports: [PageHead], template: `<app-page-head heading="Ada Byron" [crumbs]="[{ label: 'Members', link: '/members' }]" />` })
class MemberPage {}
@Component({ template: '' })
class SignIn {}

const routes = [
  {
    path: '',
    component: Shell,
    children: [
      { path: 'members', component: MembersPage, title: 'nav.members' },
      { path: 'members/ada', component: MemberPage },
    ],
  },
  { path: 'sign-in', component: SignIn },
];
const pool = {
  product: 'core',
  name: 'Core',
  purchased: 10,
  assigned: 8,
  reserved: 1,
  free: 1,
  waiting: 0,
  overageLimit: 0,
  grandfathered: 0,
};

async function open(me: Me = ada(), seats: object[] = [pool]): Promise<Visit> {
  await startConsole(routes);
  await signedInAs(me);
  const visit = await Visit.to('/members');
  if (me.permissions.includes('seats.read')) await answer('GET', '/seats', { items: seats });
  await visit.settle();
  return visit;
}
const press = (key: string) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

describe('the frame', () => {
  it('names the document after page, workspace and product', async () => {
    await open();
    expect(document.title).toBe('Members · Acme · Placet');
  });

  it('has one heading of the first rank, and nothing that axe minds', async () => {
    const { root } = await open();
    expect(allByRole(root, 'heading', 'Members')).toHaveLength(1);
    expect(await violations(root)).toEqual([]);
  });

  it('shows only what may be opened', async () => {
    const { root } = await open(ada({ permissions: ['me.read'] }));
    expect(allByRole(root, 'link', 'Members')).toEqual([]);
    expect(allByRole(root, 'searchbox')).toEqual([]);
  });

  it('shows each product’s seats, which open the people who hold them', async () => {
    const { root } = await open();
    const [pill] = allByRole<HTMLAnchorElement>(root, 'link', /^Core 8\/10 ?, 1 reserved/u);
    expect(pill?.getAttribute('href')).toBe('/members?seat=core&seatState=used');
  });

  it('says when more seats are in use than are bought', async () => {
    const { root, text } = await open(ada(), [{ ...pool, purchased: 6, grandfathered: 3, free: 0 }]);
    expect(text).toContain('Core: 9 seats are in use and 6 are bought.');
    expect(byRole(root, 'link', 'help@vendor.test').getAttribute('href')).toBe('mailto:help@vendor.test');
  });

  it('searches the members', async () => {
    const { root } = await open();
    type(byRole<HTMLInputElement>(root, 'searchbox', 'Search members'), ' byron ');
    root.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
    expect(TestBed.inject(Router).url).toBe('/members?q=byron');
  });

  it('leads past the navigation to the content', async () => {
    const { root } = await open();
    byRole(root, 'link', 'Skip to content').click();
    expect(document.activeElement).toBe(byRole(root, 'main'));
  });

  it('puts the reader at the heading of the next page, and leaves him alone when only the query changes', async () => {
    const visit = await open();
    byRole(visit.root, 'searchbox').focus();
    await visit.go('/members?state=active');
    expect(document.activeElement?.getAttribute('type')).toBe('search');
    await visit.go('/members/ada');
    expect(document.activeElement?.textContent).toBe('Ada Byron');
    expect(byRole(visit.root, 'navigation', 'Breadcrumb').textContent?.trim()).toBe('MembersAda Byron');
    expect(document.title).toBe('Ada Byron · Acme · Placet');
  });

  it('opens the add drawer on N, and keeps the filters of the page', async () => {
    const visit = await open();
    await visit.go('/members?state=active');
    press('n');
    await settle();
    expect(TestBed.inject(Router).url).toBe('/members?state=active&drawer=add');
  });

  it('does not offer N to whoever may not add', async () => {
    await open(ada({ permissions: ['members.read', 'me.read'] }));
    press('n');
    await settle();
    expect(TestBed.inject(Router).url).toBe('/members');
  });

  it('finds the search on /, and the list of keys on ?', async () => {
    const { root } = await open();
    press('/');
    expect(document.activeElement).toBe(byRole(root, 'searchbox'));
    press('?');
    await until(() => allByRole(document.body, 'dialog').length === 1);
    expect(byRole(document.body, 'dialog', 'Keyboard shortcuts').textContent).toContain('Add a member');
  });

  it('opens the navigation over a narrow page and gives the focus back', async () => {
    const { root } = await open();
    const opener = byRole(root, 'button', 'Open the menu');
    opener.click();
    await settle();
    expect(opener.getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Close');
    expect(root.querySelector('main')!.hasAttribute('inert')).toBe(true);
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await settle();
    expect(document.activeElement).toBe(opener);
  });

  it('says when the connection is gone, and when a newer version is there', async () => {
    const visit = await open();
    TestBed.inject(Connection).answered(false);
    TestBed.inject(NewVersion).noticedIn(new TypeError('Failed to fetch dynamically imported module: /chunk.js'));
    await settle();
    expect(visit.text).toContain('No connection.');
    expect(byRole(visit.root, 'button', 'Reload')).toBeTruthy();
  });

  it('signs out, or says why not', async () => {
    const visit = await open();
    const loader = TestbedHarnessEnvironment.documentRootLoader(visit.harness.fixture);
    const menu = await loader.getHarness(MatMenuHarness.with({ selector: '.own' }));
    const leave = async (status: number, body: object | null) => {
      await menu.open();
      const clicked = menu.clickItem({ text: /Sign out/u });
      await settle();
      await answer('DELETE', '/session', body, status);
      await clicked;
      await settle();
    };
    await leave(500, problemDocument(500, 'unexpected'));
    expect(visit.text).toContain('That did not work');
    await leave(204, null);
    expect(TestBed.inject(Router).url).toBe('/sign-in');
  });

  it('speaks French at once, title included', async () => {
    const { root } = await open();
    await TestBed.inject(LanguageSwitch).choose('fr');
    await settle();
    expect(byRole(root, 'searchbox', 'Rechercher un utilisateur')).toBeTruthy();
    expect(document.documentElement.lang).toBe('fr');
    expect(byLabel(root, 'Rechercher un utilisateur')).toBeTruthy();
  });
});
