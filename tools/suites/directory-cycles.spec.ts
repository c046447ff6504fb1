import { ProvisioningModule } from '@placet/provisioning';
import { GrantSeats } from '@placet/seats';
import { specWorld } from '@placet/testing';
import { DirectoryGround, type CheckReport } from './directory-ground.ts';
import { plantedDirectoryFaults } from './directory-planted.ts';
import { openProxy } from './directory-proxy.ts';

const oktaChecks = ['okta-spec', 'okta-life', 'okta-life-catalogue', 'okta-groups', 'okta-groups-catalogue', 'okta-import'];
const entraChecks = ['entra-connection', 'entra-cycles', 'entra-cycles-2020', 'entra-quarantine', 'entra-gallery', 'entra-validator'];
const wrongIn = ({ steps }: CheckReport) => steps.flatMap(({ name, wrong }) => (wrong === undefined ? [] : [`${name}: ${wrong}`]));

/** What the sandbox tells of its directory after a cycle. */
interface Told {
  people: { id: string }[];
  quarantine?: { reason: string };
}

describe('suite #8, directory cycles', () => {
  let ground: DirectoryGround;
  const counts = { okta: 0, entra: 0, failed: 0 };
  beforeAll(async () => {
    ground = await DirectoryGround.open(await specWorld([ProvisioningModule]));
  }, 60_000);
  afterAll(async () => {
    process.stdout.write(`#8 Okta steps ${counts.okta}, Entra steps ${counts.entra}, failed ${counts.failed}\n`);
    await ground.close();
  });

  it('catches each planted fault, and finds none where none was planted', async () => {
    const { service, oauth } = await ground.connection();
    const proxy = await openProxy(service.baseUrl);
    const wrongThrough = async (check: string, last?: string) =>
      wrongIn(await ground.check(check, { ...service, baseUrl: proxy.baseUrl }, oauth, last));
    const unplanted = new Map<string, string[]>();
    for (const check of new Set(plantedDirectoryFaults.map((fault) => fault.check))) unplanted.set(check, await wrongThrough(check));
    const missed: string[] = [];
    for (const { name, check, noticedBy, ...tamper } of plantedDirectoryFaults) {
      proxy.plant(tamper);
      const wrong = await wrongThrough(check, noticedBy);
      if (!wrong.some((step) => step.startsWith(noticedBy))) missed.push(`${name}; noticed: ${wrong.join(', ') || 'nothing'}`);
    }
    await proxy.close();
    expect({ missed, unplanted: [...unplanted.values()].flat() }).toEqual({ missed: [], unplanted: [] });
    process.stdout.write(`planted faults caught ${plantedDirectoryFaults.length} of ${plantedDirectoryFaults.length}\n`);
  }, 240_000);

  const expectPlayed = async (who: 'okta' | 'entra', check: string) => {
    const { service, oauth } = await ground.connection();
    const report = await ground.check(check, service, oauth);
    counts[who] += report.steps.length;
    counts.failed += report.failed;
    expect(wrongIn(report)).toEqual([]);
  };
  it.each(oktaChecks)('plays Okta without a failure: %s', (check) => expectPlayed('okta', check), 60_000);
  it.each(entraChecks)('plays Entra without a failure: %s', (check) => expectPlayed('entra', check), 60_000);

  /** Lets the sandbox's company of twelve call a connection with two seats, each person wanting one. */
  const twelveForTwo = async (seatPolicy: 'wait' | 'refuse') => {
    const { service, acme } = await ground.connection({ seatPolicy, defaults: { products: ['core'] } }, { core: 2 });
    await ground.ask('behaviour', { as: 'entra', isAtOnce: false });
    const { people } = (await ground.ask('connection', service)) as Told;
    for (const { id } of people) await ground.ask(`people/${id}/assign`);
    const cycle = async (isFull = false) => {
      const { done } = (await ground.ask('cycle', { isFull })) as { done: object };
      const { quarantine } = (await ground.ask('behaviour')) as Told;
      counts.entra++;
      return { ...done, quarantine: quarantine?.reason };
    };
    return { acme, cycle };
  };

  it('lets a full pool disturb no cycle under the policy wait', async () => {
    const { acme, cycle } = await twelveForTwo('wait');
    expect(await cycle()).toEqual({ visited: 12, failed: 0, quarantine: undefined });
    expect(await acme.pool('core')).toMatchObject({ assigned: 2, waiting: 10 });
    expect(await cycle()).toEqual({ visited: 0, failed: 0, quarantine: undefined });
  });

  it('tells Entra in words why most are refused under the policy refuse, and lets them in once there are seats', async () => {
    const { acme, cycle } = await twelveForTwo('refuse');
    expect(await cycle()).toEqual({
      visited: 12,
      failed: 10,
      quarantine: expect.stringMatching(/^No Core seat left for .+: 2 of 2 used/) as string,
    });
    await ground.world.bus.execute(new GrantSeats(acme.operator, 'core', 12, 'more of them'));
    expect(await cycle()).toEqual({ visited: 10, failed: 0, quarantine: undefined });
    expect(await acme.pool('core')).toMatchObject({ assigned: 12, waiting: 0 });
  });
});
