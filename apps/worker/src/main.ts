import { NestFactory } from '@nestjs/core';
import { Config, Metrics, NestLog, makeLog } from '@placet/platform';
import { installRuntime } from './runtime.ts';
import { WorkerModule } from './worker.module.ts';

try {
  const config = Config.fromProcess();
  const log = makeLog(config);
  installRuntime(log); // before Nest: else the SDK takes the signals
  const app = await NestFactory.createApplicationContext(WorkerModule, { logger: new NestLog(log), abortOnError: false });
  app.enableShutdownHooks();
  await app.get(Metrics, { strict: false }).listen();
  log.info('the worker is up');
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(2);
}
