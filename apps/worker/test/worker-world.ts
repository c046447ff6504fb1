import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ids } from '@placet/kernel';
import { AddMember, type MemberAdded } from '@placet/members';
import { Temporal } from '@placet/platform';
import { AWorkspace, MailInbox, specWorld, type SpecWorld } from '@placet/testing';
import type { Client } from '@temporalio/client';
import { Runtime } from '@temporalio/worker';
import { buildBundle } from '../../../workflows/test/bundle.ts';
import { WorkerHost } from '../src/worker-host.ts';
import { WorkerModule } from '../src/worker.module.ts';

let bundle: Promise<string> | undefined;

/** The workflows as the build bundles them, in a file of this spec's own. */
export const bundleFile = (): Promise<string> =>
  (bundle ??= buildBundle().then(async ({ code }) => {
    const file = join(tmpdir(), `placet-bundle-${process.pid}-${new Ids().next()}.js`);
    await writeFile(file, code);
    return file;
  }));

/** Gives Temporal's native part back, or the run hangs. The last thing of a spec file. */
export const endOfTemporal = (): Promise<void> => Runtime.instance().shutdown();

/** The worker as it is deployed, with a mail server and a database of its own, in the spec's process. */
export class WorkerWorld {
  private constructor(
    readonly world: SpecWorld,
    readonly inbox: MailInbox,
  ) {}

  static async at(address: string | undefined): Promise<WorkerWorld> {
    const inbox = await MailInbox.open();
    const world = await specWorld([WorkerModule], {
      ...(address ? { PLACET_TEMPORAL_ADDRESS: address } : {}),
      PLACET_TASK_QUEUE: new Ids().next(),
      PLACET_WORKFLOW_BUNDLE: await bundleFile(),
      PLACET_SMTP_URL: inbox.url,
    });
    return new WorkerWorld(world, inbox);
  }

  get host(): WorkerHost {
    return this.world.module.get(WorkerHost);
  }

  ask<T>(call: (client: Client) => Promise<T>): Promise<T> {
    return this.world.module.get(Temporal).within(5_000, call);
  }

  /** Invites somebody by mail. */
  async invites(workspace: AWorkspace, email: string): Promise<MemberAdded> {
    return this.world.bus.execute(new AddMember(workspace.owner, workspace.person({ email, products: ['core'] }), 'activation_link', true));
  }

  mailsTo(address: string) {
    return this.inbox.received.filter(({ to }) => to === address);
  }

  /** Looks until it is so, as often as the event loop lets it. @throws after `ms` with what was seen last */
  async until<T>(look: () => T | Promise<T>, isSo: (seen: T) => boolean, ms = 15_000): Promise<T> {
    for (const began = performance.now(); ;) {
      const seen = await look();
      if (isSo(seen)) return seen;
      if (performance.now() - began > ms) throw new Error(`not so after ${ms} ms: ${JSON.stringify(seen)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async close(): Promise<void> {
    await this.world.close();
    await this.inbox.stop();
  }
}
