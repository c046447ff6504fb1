import { freePort } from '../free-port.mjs';
import { findTemporal, findTestServer } from '../temporal-binary.mjs';
import { startTemporalServer } from '../temporal-server.mjs';
import startDatabase from './global-setup.mjs';

/** The database, and one Temporal dev server in memory for the whole run (one task queue per spec keeps them apart). */
export default async function setup() {
  await startDatabase();
  if (process.env['TEST_TEMPORAL_ADDRESS'] || process.env['PLACET_WITHOUT_TEMPORAL']) return;
  const began = performance.now();
  const found = findTemporal();
  const testServer = findTestServer();
  if (!found || !testServer) {
    throw new Error(
      'The Temporal programs are missing: `node tools/bootstrap.mjs` fetches them with pip.\n' +
        'PLACET_WITHOUT_TEMPORAL=1 runs what needs none of them; the rest fails.',
    );
  }
  process.env['TEST_TEMPORAL_TEST_SERVER'] = testServer;
  process.env['TEST_TEMPORAL_ADDRESS'] = found.address ?? (await start(/** @type {string} */ (found.path)));
  process.stdout.write(`temporal (${found.source}) ready in ${Math.round(performance.now() - began)} ms\n`);
}

/** @param {string} path */
async function start(path) {
  const server = await startTemporalServer({ path, port: await freePort() });
  Object.assign(globalThis, { placetTemporal: server });
  return server.address;
}
