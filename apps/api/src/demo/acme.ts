import { BanMember, DeactivateMember, PutPolicies } from '@placet/members';
import type { DemoBuilder } from './builder.ts';
import { newDemoPassword, type DemoWorkspace } from './demo-file.ts';
import { provisioned } from './directory.ts';
import { somebody } from './people.ts';

const domain = 'acme.test';
/** Also a member of globex: two accounts, and nothing tells one of the other. */
export const sharedAddress = 'claire.dubois@counsel.test';

const sites = [
  ['PAR', 'Paris'],
  ['LYO', 'Lyon'],
  ['MRS', 'Marseille'],
  ['BRU', 'Bruxelles'],
  ['LON', 'London'],
] as const;
const levels = ['Associate', 'Consultant', 'Lawyer', 'Counsel', 'Partner'];

/** A law firm of some 240 people: Core nearly full, Contract full with a queue, people in every state. */
export async function buildAcme(builder: DemoBuilder, kept: DemoWorkspace | undefined): Promise<DemoWorkspace> {
  const owner = { username: `owner@${domain}`, password: kept?.owner.password ?? newDemoPassword() };
  const manager = { username: `sites@${domain}`, password: newDemoPassword(), note: 'sees 2 of 5 sites' };
  builder.daysAgo(400);
  await builder.open('acme', 'Acme Legal', { firstName: 'Olivia', lastName: 'Owner', email: owner.username }, owner.password, {
    core: 10,
    contract: 4,
  });
  await builder.places(sites, levels);
  await builder.bus.execute(
    new PutPolicies(
      builder.owner,
      { 'seat.onFull.console': 'wait', supportContact: 'support@placet.test' },
      await builder.policiesVersion(),
    ),
  );

  builder.daysAgo(320);
  const [paris, lyon] = builder.sites;
  await builder.active(
    {
      firstName: 'Simon',
      lastName: 'Sites',
      email: manager.username,
      groupIds: [builder.groups.site_manager],
      siteIds: [paris!, lyon!],
      defaultSiteId: paris!,
      jobTitle: 'Office manager',
    },
    manager.password,
  );
  const lina = await builder.add(
    { firstName: 'Lina', lastName: 'Haddad', username: 'lina', siteIds: [lyon!], language: 'fr', jobTitle: 'Receptionist' },
    { credential: 'pin' },
  );
  const token = await provisioned(builder, 184, domain);
  await staff(builder);
  await comings(builder);
  return {
    id: builder.workspaceId,
    owner,
    accounts: [manager, { username: 'lina', password: lina.secret!.value, note: 'PIN, must be changed' }],
    scim: { token },
  };
}

/** Those who work here: administrators, lawyers with seats, people without; some have left. */
async function staff(builder: DemoBuilder): Promise<void> {
  const { groups, sites: places, seniorities } = builder;
  const groupOf = [groups.administrator, groups.administrator, groups.billing, groups.approver, groups.auditor];
  for (let n = 0; n < 26; n++) {
    builder.daysAgo(300 - n * 9);
    const person = somebody(400 + n, 'acme.test');
    const site = places[n % places.length]!;
    await builder.seen((n * n) % 37, {
      ...person,
      groupIds: [groupOf[n] ?? groups.member],
      seniority: seniorities[n % seniorities.length]!,
      siteIds: [site],
      defaultSiteId: site,
      products: n < 8 ? (n < 4 ? ['core', 'contract'] : ['core']) : [],
    });
  }
  builder.daysAgo(180);
  await builder.active({ firstName: 'Claire', lastName: 'Dubois', email: sharedAddress, language: 'fr' });
  for (let n = 0; n < 11; n++) {
    builder.daysAgo(120 - n * 8);
    const leaver = await builder.active({ ...somebody(500 + n, 'acme.test'), siteIds: [places[n % places.length]!] });
    builder.daysAgo(60 - n * 4);
    if (n < 9) await builder.bus.execute(new DeactivateMember(builder.owner, leaver, 'left the firm'));
    else await builder.bus.execute(new BanMember(builder.owner, leaver, n === 9 ? 'shared a password' : 'copied files of a client'));
  }
}

/** Those who are on their way in: invited, expired, bounced, waiting for a seat. */
async function comings(builder: DemoBuilder): Promise<void> {
  builder.daysAgo(24);
  await builder.add(somebody(600, 'acme.test'), { mail: true });
  builder.daysAgo(1);
  await builder.add({ firstName: 'Bruno', lastName: 'Colin', email: 'bounce@acme.test' }, { mail: true });
  builder.daysAgo(2);
  for (let n = 0; n < 2; n++) await builder.add({ ...somebody(610 + n, 'acme.test'), products: ['contract'] });
  builder.daysAgo(0);
  await builder.add(
    { ...somebody(620, 'acme.test'), products: ['core'], message: 'Welcome to the team. Your first week begins on Monday.' },
    { mail: true },
  );
  for (let n = 0; n < 6; n++) await builder.add(somebody(630 + n, 'acme.test'));
}
