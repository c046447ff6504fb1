import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Config, httpApp, opened } from '@placet/platform';
import { AppModule } from './app.module.ts';
import { serveConsole } from './console.ts';
import { serveDocs } from './docs.ts';

/** The whole API, ready for `app.inject` or `app.listen`.
 *
 * @throws where the settings, the database or a route do not allow it
 */
export async function buildApi(config: Config = Config.fromProcess()): Promise<NestFastifyApplication> {
  const app = await httpApp(AppModule, config);
  serveDocs(app);
  serveConsole(app, config.consoleDir);
  return opened(app);
}
