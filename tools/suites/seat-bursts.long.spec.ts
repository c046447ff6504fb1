import { Secrets } from '@placet/identity';
import { ProvisioningModule } from '@placet/provisioning';
import { QuickSecrets, specWorld, type SpecWorld } from '@placet/testing';
import { plantedDoors } from './planted-doors.ts';
import { runBursts } from './seat-bursts.ts';
import { isClean, logPoolCounters } from './seat-checker.ts';
import { seatDoors } from './seat-doors.ts';

describe('suite #1, seat bursts', () => {
  let world: SpecWorld;
  beforeAll(async () => {
    world = await specWorld([ProvisioningModule], { PLACET_POOL_SIZE: '20' }, [[Secrets, QuickSecrets]]);
    await logPoolCounters(world);
  });
  afterAll(() => world.close());

  it('catches each planted fault', async () => {
    const missed: string[] = [];
    for (const [name, door] of Object.entries(plantedDoors)) {
      const { faults, wrong } = await runBursts(world, 5, 1, [door], 'lastSeat');
      if (isClean(faults) && !wrong.length) missed.push(name);
    }
    expect(missed).toEqual([]);
    process.stdout.write(`planted faults caught ${Object.keys(plantedDoors).length} of ${Object.keys(plantedDoors).length}\n`);
  }, 60_000);

  it('sells no seat twice', async () => {
    const seed = Date.now() % 1_000_000;
    const { bursts, operations, faults, wrong } = await runBursts(world, 2500, seed);
    expect({ faults, wrong }).toEqual({ faults: { oversold: 0, transients: 0, drifted: 0, misplaced: 0 }, wrong: [] });
    process.stdout.write(
      `seats oversold: ${faults.oversold} of ${operations} concurrent operations (${bursts} bursts x ${operations / bursts} racers, ${seatDoors.length} doors), transients ${faults.transients}, seed ${seed}\n`,
    );
  }, 9000_000);
});
