import { rm } from 'node:fs/promises';

export default async function teardown() {
  const { placetDatabase } = /** @type {{ placetDatabase?: { server: { stop(): Promise<number> }, dataDir: string } }} */ (globalThis);
  await placetDatabase?.server.stop();
  if (placetDatabase) await rm(placetDatabase.dataDir, { recursive: true, force: true });
}
