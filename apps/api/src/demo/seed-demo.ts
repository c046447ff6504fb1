import { NestFactory } from '@nestjs/core';
import { Clock, Ids, MovableClock, operatorActor, type WorkspaceId } from '@placet/kernel';
import { Bus, Config, Database, UnitOfWork, WorkspaceEm } from '@placet/platform';
import { AppModule } from '../app.module.ts';
import { buildAcme } from './acme.ts';
import { DemoBuilder } from './builder.ts';
import { readDemoFile, writeDemoFile, type Demo } from './demo-file.ts';
import { buildGlobex } from './globex.ts';

const workspaces = { acme: buildAcme, globex: buildGlobex };

/** Makes the demo workspaces that are not there yet, each in one transaction, so that an interrupted start leaves none half made.
 *
 * @param path of the file that tells the demo's accounts; it is written before the commit, so no workspace is without it
 * @throws outside the demo mode
 */
export async function seedDemo(config: Config, path: string): Promise<void> {
  if (config.mode === 'production') throw new Error('The demo data is for the demo mode: production refuses it.');
  const clock = new MovableClock();
  const start = () => NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
  const app = await Config.within(config, () => Clock.within(clock, start));
  try {
    const [database, units, bus, em] = [app.get(Database), app.get(UnitOfWork), app.get(Bus), app.get(WorkspaceEm)];
    const today = clock.now();
    let demo: Demo = readDemoFile(path);
    for (const [slug, build] of Object.entries(workspaces)) {
      const there = await database.withoutWorkspace('select from workspace where slug = $1', [slug]);
      if (there.length) continue;
      const workspaceId = new Ids().next<WorkspaceId>();
      await units.write(operatorActor(workspaceId), async () => {
        const made = await build(new DemoBuilder(bus, em, clock, workspaceId, today), demo.workspaces[slug]);
        demo = { workspaces: { ...demo.workspaces, [slug]: made } };
        writeDemoFile(path, demo);
      });
      clock.set(undefined);
    }
  } finally {
    await app.close();
  }
}
