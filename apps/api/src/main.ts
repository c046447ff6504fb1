import { Config, makeLog, Metrics } from '@placet/platform';
import { buildApi } from './api.ts';

const graceMs = 5_000;

/** Starts the API, and lets a signal end it: what was asked is answered, and after five seconds it is gone in any case. */
async function run(): Promise<void> {
  const config = Config.fromProcess();
  const app = await buildApi(config);
  await app.get(Metrics).listen();
  await app.listen(config.port, config.host);
  makeLog(config).info({ url: await app.getUrl() }, 'listening');

  const end = (exitCode: number) => {
    setTimeout(() => process.exit(exitCode), graceMs).unref();
    void app.close().finally(() => process.exit(exitCode));
  };
  process.once('SIGTERM', () => end(143)).once('SIGINT', () => end(130));
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
});
