import { Config, Metrics } from '@placet/platform';
import { buildApi } from './api.ts';

const graceMs = 5_000;

try {
  const config = Config.fromProcess();
  const app = await buildApi(config);
  await app.listen(config.port, config.host);
  await app.get(Metrics).listen();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end(signal));

  /** Answers what was asked, asks nothing new, and is gone after five seconds in any case. */
  async function end(signal: 'SIGTERM' | 'SIGINT'): Promise<void> {
    setTimeout(() => process.exit(1), graceMs).unref();
    await app.close();
    process.exit(signal === 'SIGTERM' ? 143 : 130);
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(2);
}
