import { CredentialsGround } from './credentials-ground.ts';
import { tryEverything } from './credentials-matrix.ts';

describe('suite #4, every credential at every door, and what belongs to others', () => {
  it('catches each planted fault', async () => {
    const ground = await CredentialsGround.open(true);
    const { wrongDoors, leaks, differences } = await tryEverything(ground);
    await ground.close();
    const caught = [
      wrongDoors.some((one) => one.startsWith('nothing at GET /scim/v2/planted')),
      wrongDoors.some((one) => one.startsWith('session at GET /operator/v1/planted')),
      wrongDoors.some((one) => one.startsWith('operator token at GET /operator/v1/planted')),
      leaks.some((one) => one.startsWith('session: GET /api/v1/planted/members/:id')),
      differences.some((one) => one.startsWith('session: GET /api/v1/planted/members/:id')),
    ];
    process.stdout.write(`planted faults caught ${caught.filter(Boolean).length} of ${caught.length}\n`);
    expect(caught).toEqual(caught.map(() => true));
  }, 120_000);

  it('lets each in at its own door only, and tells nobody of what belongs to others', async () => {
    const began = performance.now();
    const ground = await CredentialsGround.open(false);
    const before = await changes(ground);
    const { routes, probes, foreignProbes, wrongDoors, leaks, differences } = await tryEverything(ground);
    const after = await changes(ground);
    const kinds = ground.credentials.length;
    await ground.close();
    expect({ wrongDoors, leaks, differences, after }).toEqual({ wrongDoors: [], leaks: [], differences: [], after: before });
    expect(routes).toBeGreaterThan(90);
    expect(probes).toBeGreaterThan(1_000);
    expect(foreignProbes).toBeGreaterThan(30);
    const doors = `routes ${routes} of ${routes}, credentials ${kinds}, probes at doors ${probes}, wrong doors ${wrongDoors.length}`;
    const foreign = `cross-tenant probes ${foreignProbes}, leaks ${leaks.length}, existence differences ${differences.length}`;
    process.stdout.write(`#4 ${doors}, ${foreign} (${((performance.now() - began) / 1000).toFixed(1)} s)\n`);
  }, 120_000);
});

/** Of the workspace that nobody here may touch. */
const changes = async ({ world, ids }: CredentialsGround) =>
  world.sql(
    "select count(*)::int as events, (select string_agg(state, ',' order by id) from member where workspace_id = $1) as members from event where workspace_id = $1",
    [ids['workspaces']],
  );
