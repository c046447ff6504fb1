import { Secrets } from '@placet/identity';
import { MembersModule } from '@placet/members';
import { QuickSecrets, specWorld, type SpecWorld } from '@placet/testing';
import { playSeatModel } from './play-seat-model.ts';

describe('suite #2, the seat model', () => {
  let world: SpecWorld;
  beforeAll(async () => {
    world = await specWorld([MembersModule], {}, [[Secrets, QuickSecrets]]);
  });
  afterAll(() => world.close());

  it('agrees with the real thing after every command', async () => {
    const line = await playSeatModel(world, 500, 900);
    expect(line).toContain('divergences 0');
    process.stdout.write(`${line}\n`);
  }, 930_000);
});
