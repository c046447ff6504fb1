import { ChainWorld } from '../test/chain-world.ts';
import { Tampering, auditChainSuite } from '../test/tampering.ts';

describe('the audit chain (suite 20)', () => {
  it('notices every way to falsify a log, and raises no false alarm', async () => {
    const chains = await ChainWorld.open();
    const { missed, detected, falseAlarms, entries } = await auditChainSuite(chains, { entries: 2_000, tampered: 40 });
    expect({ missed, falseAlarms, entries }).toEqual({ missed: [], falseAlarms: 0, entries: 2_000 });
    expect(new Set(detected)).toEqual(new Set(Tampering.ways));
    await chains.world.close();
  });
});
