import { ChainWorld } from '../test/chain-world.ts';
import { auditChainSuite } from '../test/tampering.ts';

it('the audit chain (suite 20), in full', async () => {
  const chains = await ChainWorld.open();
  const { missed, falseAlarms, entries } = await auditChainSuite(chains, { entries: 50_000, tampered: 40 });
  expect({ missed, falseAlarms, entries }).toEqual({ missed: [], falseAlarms: 0, entries: 50_000 });
  await chains.world.close();
});
