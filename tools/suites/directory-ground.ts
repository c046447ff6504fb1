import { Module } from '@nestjs/common';
import { shortId } from '@placet/kernel';
import { Config, HttpModule, PlatformModule, httpApp, makeLog, opened } from '@placet/platform';
import { AddClient, AddConnection, AddToken, EditConnection, ProvisioningModule, type ConnectionChange } from '@placet/provisioning';
import { AWorkspace, type SpecWorld } from '@placet/testing';
import { join } from 'node:path';
import { beginProgram } from '../testing/program.ts';

@Module({ imports: [PlatformModule, HttpModule, ProvisioningModule] })
class ScimModule {}

/** A service as a directory's administrator would enter it. */
interface Service {
  readonly baseUrl: string;
  readonly token: string;
}

/** The same service by client credentials. */
interface OAuthService {
  readonly baseUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What the sandbox tells of a check. */
export interface CheckReport {
  readonly steps: readonly { readonly name: string; readonly wrong?: string }[];
  readonly failed: number;
  readonly ms: number;
}

/** The API's SCIM doors on a port of this machine, and the sandbox as a program of its own that calls them. */
export class DirectoryGround {
  private constructor(
    readonly world: SpecWorld,
    readonly baseUrl: string,
    private readonly sandbox: string,
    private readonly stop: () => Promise<void>,
  ) {}

  /** @param world with the database of both; closed with the ground */
  static async open(world: SpecWorld): Promise<DirectoryGround> {
    const program = beginProgram(process.execPath, [join(import.meta.dirname, '../../apps/sandbox/src/main.ts')], {
      SANDBOX_PORT: '0',
      SANDBOX_SMTP_PORT: '0',
    });
    const config = new Config({
      PLACET_MODE: 'test',
      PLACET_DATABASE_URL: world.urls.app,
      PLACET_SECRET: 'a secret of the specs, long enough',
      PLACET_LOG_LEVEL: 'silent',
      PLACET_METRICS_PORT: '0',
      PLACET_LIMITS_FACTOR: '1000',
    });
    const app = await opened(await httpApp(ScimModule, config, makeLog(config)));
    await app.listen(0, '127.0.0.1');
    const said = /Mail inbox (http:\S+)\/inbox/;
    await program.says(said);
    const stop = async () => {
      program.signal('SIGTERM');
      await app.close();
      await world.close();
      await program.ended;
    };
    return new DirectoryGround(world, (await app.getUrl()).replace('[::1]', '127.0.0.1'), said.exec(program.text())![1]!, stop);
  }

  /** A workspace with a connection of its own, without brake and without mails; by token and by client credentials. */
  async connection(change: ConnectionChange = {}, seats: Record<string, number> = {}) {
    const acme = await AWorkspace.with(this.world, seats);
    const { bus } = this.world;
    const connectionId = await bus.execute(new AddConnection(acme.owner, 'Sandbox', 'other'));
    await bus.execute(new EditConnection(acme.owner, connectionId, { onCreate: 'active', deactivationBrake: null, ...change }));
    const { value: token } = await bus.execute(new AddToken(acme.owner, connectionId, 'suite'));
    const { clientId, secret = '' } = await bus.execute(new AddClient(acme.owner, connectionId, 'suite'));
    const baseUrl = `${this.baseUrl}/scim/v2`;
    const oauth = {
      baseUrl,
      tokenUrl: `${this.baseUrl}/oauth2/token`,
      clientId: `${shortId(acme.id)}_${shortId(clientId)}`,
      clientSecret: secret,
    };
    return { acme, service: { baseUrl, token }, oauth };
  }

  /** Lets the sandbox play a check, up to a step or to its end. @throws what the sandbox says against it */
  async check(name: string, service: Service, oauth: OAuthService, last?: string): Promise<CheckReport> {
    return (await this.ask(`checks/${name}`, { service, oauth, last })) as CheckReport;
  }

  /** Lets the sandbox's directory do something. @throws what the sandbox says against it */
  async ask(path: string, body: object = {}): Promise<unknown> {
    const answer = await fetch(`${this.sandbox}/directory/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const told: unknown = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(told)}`);
    return told;
  }

  close(): Promise<void> {
    return this.stop();
  }
}
