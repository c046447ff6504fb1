import { Secrets } from '@placet/identity';
import { ProvisioningModule } from '@placet/provisioning';
import { QuickSecrets, specWorld, type SpecWorld } from '@placet/testing';
import { plantedDoors } from './planted-doors.ts';
import { runBursts } from './seat-bursts.ts';
import { isClean, logPoolCounters } from './seat-checker.ts';
import { seatDoors } from './seat-doors.ts';

/** Suite #1 with so many bursts: the planted faults first, then the real doors. */
export function seatBurstSuite(count: number, secondsAtMost: number): void {
  describe('suite #1, seat bursts', () => {
    let world: SpecWorld;
    beforeAll(async () => {
      world = await specWorld([ProvisioningModule], { PLACET_POOL_SIZE: '20' }, [[Secrets, QuickSecrets]]);
      await logPoolCounters(world);
    });
    afterAll(() => world.close());

    it('catches each planted fault', async () => {
      const planted = Object.entries(plantedDoors);
      const caught: string[] = [];
      for (const [name, door] of planted) {
        const { faults, wrong } = await runBursts(world, 5, 1, [door], 'lastSeat');
        if (!isClean(faults) || wrong.length) caught.push(name);
      }
      expect(caught).toEqual(Object.keys(plantedDoors));
      process.stdout.write(`planted faults caught ${caught.length} of ${planted.length}\n`);
    }, 60_000);

    it(
      'sells no seat twice',
      async () => {
        const seed = Date.now() % 1_000_000;
        const { bursts, operations, faults, wrong } = await runBursts(world, count, seed);
        expect({ faults, wrong }).toEqual({ faults: { oversold: 0, transients: 0, drifted: 0, misplaced: 0 }, wrong: [] });
        process.stdout.write(
          `seats oversold: ${faults.oversold} of ${operations} concurrent operations (${bursts} bursts x ${operations / bursts} racers, ${seatDoors.length} doors), transients ${faults.transients}, seed ${seed}\n`,
        );
      },
      secondsAtMost * 1000,
    );
  });
}
