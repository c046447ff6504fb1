import type { Me } from '../app/session/session-store.ts';
import { membersCatalogue } from '../app/members/members-catalogue.ts';
import type { Invitation, Member, MemberLine } from '../app/members/member-types.ts';
import { routes } from '../app/members/members.routes.ts';
import { keysOf } from '@placet/contracts/permissions';
import { TestBed } from '@angular/core/testing';
import { LanguageSwitch } from '../app/i18n/language-switch.ts';
import { SeatsStore } from '../app/seats/seats-store.ts';
import { ada, answer, settle, signedInAs, startConsole, until, Visit } from './console-bed.ts';

export const idOf = (n: number) => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const groups = {
  items: [
    {
      id: idOf(30),
      name: 'Owner',
      builtIn: 'owner',
      permissions: keysOf('owner'),
      rank: 100,
      sitesOnly: false,
      emailRequired: true,
      members: 1,
      version: 1,
    },
    {
      id: idOf(31),
      name: 'Member',
      builtIn: 'member',
      permissions: keysOf('member'),
      rank: 10,
      sitesOnly: false,
      emailRequired: false,
      members: 4,
      version: 1,
    },
  ],
};
export const sites = { items: [{ id: idOf(40), code: 'lyon', name: 'Lyon', members: 2, version: 1 }] };
export const seniorities = { items: [{ id: idOf(50), name: 'Associate' }], version: 1 };
const pool = { purchased: 10, assigned: 8, reserved: 1, free: 1, waiting: 0, overageLimit: 0, grandfathered: 0 };
export const seats = {
  items: [
    { product: 'core', name: 'Core', ...pool },
    { product: 'contract', name: 'Contract', ...pool, purchased: 3, assigned: 4, reserved: 0, free: 0, waiting: 2, grandfathered: 1 },
  ],
};
export const bob = (changes: Partial<Member> = {}): Member => ({
  id: idOf(7),
  kind: 'staff',
  state: 'active',
  displayName: 'Bob Marchand',
  firstName: 'Bob',
  lastName: 'Marchand',
  userCode: '00007',
  username: 'bob@acme.test',
  email: 'bob@acme.test',
  groups: [{ id: idOf(31), name: 'Member' }],
  sites: [{ id: idOf(40), name: 'Lyon' }],
  products: ['contract'],
  holdings: [{ product: 'contract', state: 'assigned', since: '2026-03-01T10:00:00Z', door: 'console' }],
  waitingFor: [],
  origin: 'console',
  language: 'en',
  createdAt: '2026-03-01T10:00:00Z',
  emailVerified: true,
  credential: { kind: 'password', changeRequired: false },
  waiting: [],
  rank: 10,
  version: 3,
  updatedAt: '2026-03-01T10:00:00Z',
  actions: {
    edit: { allowed: true },
    deactivate: { allowed: true },
    reactivate: { allowed: false, because: 'state' },
    ban: { allowed: false, because: 'last_owner' },
    lift_ban: { allowed: false, because: 'state' },
    sign_out: { allowed: true },
  },
  ...changes,
});
export const line = (changes: Partial<MemberLine> = {}): MemberLine => ({ ...bob(), ...changes });
export const pageOf = <T>(items: T[], more: object = {}) => ({ items, total: items.length, totalIsExact: true, ...more });
export const invitation = (changes: Partial<Invitation> = {}): Invitation => ({
  id: idOf(60),
  member: { id: idOf(8), displayName: 'Lina Kranjc', email: 'lina@acme.test', username: 'lina@acme.test' },
  invitedBy: 'Ada Byron',
  groups: ['Member'],
  products: ['core'],
  state: 'open',
  sendsMail: true,
  sentAt: '2026-03-02T10:00:00Z',
  mailState: 'bounced',
  expiresAt: '2026-03-16T10:00:00Z',
  createdAt: '2026-03-02T10:00:00Z',
  ...changes,
});

/** An owner opens a URL of the members' pages; choices and counters are answered, the page's own call is left to the spec. */
export async function openMembers(url: string, me: Partial<Me> = {}): Promise<Visit> {
  await startConsole([{ path: 'members', loadChildren: () => Promise.resolve(routes) }]);
  await TestBed.inject(LanguageSwitch).open(membersCatalogue);
  await signedInAs(ada({ permissions: keysOf('owner'), ...me }));
  TestBed.inject(SeatsStore);
  TestBed.tick();
  await answer('GET', '/seats', seats);
  const visit = await Visit.to(url);
  await settle();
  await answer('GET', '/groups', groups);
  await answer('GET', '/sites', sites);
  await answer('GET', '/seniorities', seniorities);
  return visit;
}

/** What is open above the page: the one dialog. */
export async function theDialog(): Promise<HTMLElement> {
  const find = () => document.querySelector<HTMLElement>('mat-dialog-container');
  await until(() => find() !== null);
  await settle();
  return find()!;
}
