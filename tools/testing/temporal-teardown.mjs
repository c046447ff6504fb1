import stopDatabase from './global-teardown.mjs';

export default async function teardown() {
  const { placetTemporal } = /** @type {{ placetTemporal?: { stop(): Promise<number> } }} */ (globalThis);
  await placetTemporal?.stop();
  await stopDatabase();
}
