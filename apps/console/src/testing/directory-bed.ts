import { TestBed } from '@angular/core/testing';
import { keysOf } from '@placet/contracts/permissions';
import { directoryCatalogue } from '../app/directory/directory-catalogue.ts';
import { routes } from '../app/directory/directory.routes.ts';
import type { Connection } from '../app/directory/directory-types.ts';
import { LanguageSwitch } from '../app/i18n/language-switch.ts';
import { membersCatalogue } from '../app/members/members-catalogue.ts';
import { SeatsStore } from '../app/seats/seats-store.ts';
import type { Me } from '../app/session/session-store.ts';
import { ada, answer, settle, signedInAs, startConsole, Visit } from './console-bed.ts';
import { idOf, seats } from './members-bed.ts';

/** A connection to Okta that works, unless said otherwise. */
export const connection = (changes: Partial<Connection> = {}): Connection => ({
  id: idOf(70),
  provider: 'okta',
  name: 'Acme Okta',
  state: 'on',
  onCreate: 'invite',
  seatPolicy: 'wait',
  sitesFrom: 'mapping',
  productsFrom: 'mapping',
  deactivationBrake: { percent: 20, count: 50 },
  graceMinutes: 0,
  defaults: { groupIds: [idOf(31)], seniority: null, products: ['core'] },
  tokens: [token()],
  clients: [],
  managed: 12,
  waiting: 2,
  refused: 0,
  held: 0,
  groups: 3,
  baseUrl: 'https://placet.test/scim/v2',
  tokenUrl: 'https://placet.test/oauth2/token',
  lastCallAt: '2026-03-04T10:00:00Z',
  version: 5,
  createdAt: '2026-03-01T10:00:00Z',
  ...changes,
});
export const token = (changes: Partial<Connection['tokens'][number]> = {}): Connection['tokens'][number] => ({
  id: idOf(71),
  name: 'Okta 2026',
  createdAt: '2026-03-01T10:00:00Z',
  expiresAt: '2036-03-01T10:00:00Z',
  lastUsedAt: '2026-03-04T10:00:00Z',
  ...changes,
});
export const connectionPath = `/directory-connections/${connection().id}`;

/** Who may do everything opens a URL of the directory's pages; each call of the page is left to the spec. */
export async function openDirectory(url: string, me: Partial<Me> = {}): Promise<Visit> {
  await startConsole([{ path: 'directory', loadChildren: () => Promise.resolve(routes) }]);
  await TestBed.inject(LanguageSwitch).open(membersCatalogue);
  await TestBed.inject(LanguageSwitch).open(directoryCatalogue);
  await signedInAs(ada({ permissions: keysOf('owner'), ...me }));
  TestBed.inject(SeatsStore);
  TestBed.tick();
  await answer('GET', '/seats', seats);
  const visit = await Visit.to(url);
  await settle();
  return visit;
}

/** Opens a tab of the connection, which is answered. */
export async function openTab(tab: string, changes: Partial<Connection> = {}, me: Partial<Me> = {}): Promise<Visit> {
  const visit = await openDirectory(`/directory/${connection().id}${tab}`, me);
  await answer('GET', connectionPath, connection(changes));
  await visit.settle();
  return visit;
}
