import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ConnectionId } from '@placet/kernel';
import { Config, HttpModule, PlatformModule, httpApp, makeLog, opened } from '@placet/platform';
import { AWorkspace, specWorld, type SpecWorld } from '@placet/testing';
import { AddConnection, AddToken, EditConnection, ProvisioningModule, type ConnectionChange } from '../src/index.ts';

@Module({ imports: [PlatformModule, HttpModule, ProvisioningModule] })
class ScimModule {}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // oxlint-disable-next-line typescript/no-explicit-any -- specs look into bodies of every shape
  readonly body: any;
}

/** What a directory can do: send requests with its token. */
export interface ADirectory {
  readonly connectionId: ConnectionId;
  readonly token: string;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

/** SCIM over HTTP beside the bus, on one database. */
export interface ScimDoor {
  readonly world: SpecWorld;
  readonly app: NestFastifyApplication;
  directory(acme: AWorkspace, change?: ConnectionChange): Promise<ADirectory>;
  close(): Promise<void>;
}

/** @param settings environment variables beyond the usual ones */
export async function scimDoor(settings: Record<string, string> = {}): Promise<ScimDoor> {
  const world = await specWorld([ProvisioningModule], { PLACET_POOL_SIZE: '20' });
  const config = new Config({
    PLACET_MODE: 'test',
    PLACET_DATABASE_URL: world.urls.app,
    PLACET_SECRET: 'a secret of the specs, long enough',
    PLACET_LOG_LEVEL: 'silent',
    PLACET_METRICS_PORT: '0',
    PLACET_LIMITS_FACTOR: '1000',
    PLACET_POOL_SIZE: '20',
    ...settings,
  });
  const app = await opened(await httpApp(ScimModule, config, makeLog(config)));
  return {
    world,
    app,
    directory: async (acme, change = {}) => {
      const connectionId = await world.bus.execute(new AddConnection(acme.owner, 'Okta', 'okta'));
      await world.bus.execute(new EditConnection(acme.owner, connectionId, { onCreate: 'active', ...change }));
      const { value: token } = await world.bus.execute(new AddToken(acme.owner, connectionId, 'one'));
      return { connectionId, token, send: sender(app, token) };
    },
    close: async () => {
      await app.close();
      await world.close();
    },
  };
}

const sender =
  (app: NestFastifyApplication, token: string): ADirectory['send'] =>
  async (method, path, body, headers = {}) => {
    const {
      statusCode,
      headers: answered,
      body: text,
    } = await app.inject({
      method: method as 'GET',
      url: `/scim/v2${path}`,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }), ...headers },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: statusCode, headers: answered, body: text ? (JSON.parse(text) as unknown) : undefined };
  };

/** A body of a create or a replace. */
export const aUser = (userName: string, more: object = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
  name: { givenName: 'Ada', familyName: 'Byron' },
  emails: [{ value: userName, type: 'work', primary: true }],
  active: true,
  ...more,
});

/** A body of a PATCH. */
export const aPatch = (...Operations: object[]) => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations });
