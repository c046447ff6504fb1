import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Config, HttpModule, PlatformModule, httpApp, makeLog, opened } from '@placet/platform';
import { AddConnection, AddToken, EditConnection, ProvisioningModule } from '@placet/provisioning';
import { AWorkspace, aPassword, specWorld, type SpecWorld } from '@placet/testing';

@Module({ imports: [PlatformModule, HttpModule, ProvisioningModule] })
class ScimModule {}

const origin = 'http://localhost:3000';
const core = 'urn:ietf:params:scim:schemas:core:2.0:';

/** A body that creates a user. */
export const fuzzUser = (userName: string, more: object = {}) => ({
  schemas: [`${core}User`],
  userName,
  emails: [{ value: userName }],
  ...more,
});

/** A body that creates a group. */
export const fuzzGroup = (displayName: string, ...members: string[]) => ({
  schemas: [`${core}Group`],
  displayName,
  members: members.map((value) => ({ value })),
});

/** The doors of a directory, to SCIM and to the console, as the product serves them. */
export class FuzzDoor {
  private constructor(
    readonly world: SpecWorld,
    readonly app: NestFastifyApplication,
  ) {}

  static async open(): Promise<FuzzDoor> {
    const world = await specWorld([ProvisioningModule], { PLACET_POOL_SIZE: '20' });
    const config = new Config({
      PLACET_MODE: 'test',
      PLACET_DATABASE_URL: world.urls.app,
      PLACET_SECRET: 'a secret of the specs, long enough',
      PLACET_LOG_LEVEL: 'silent',
      PLACET_METRICS_PORT: '0',
      PLACET_LIMITS_FACTOR: '1000',
      PLACET_POOL_SIZE: '20',
    });
    return new FuzzDoor(world, await opened(await httpApp(ScimModule, config, makeLog(config))));
  }

  /** A connection without brake, and a token of it. */
  async directory({ owner }: AWorkspace): Promise<{ connectionId: string; token: string }> {
    const { bus } = this.world;
    const connectionId = await bus.execute(new AddConnection(owner, 'Okta', 'okta'));
    await bus.execute(new EditConnection(owner, connectionId, { onCreate: 'active', deactivationBrake: null }));
    const { value: token } = await bus.execute(new AddToken(owner, connectionId, 'one'));
    return { connectionId, token };
  }

  /** What a signed-in owner's browser sends along. @throws where he can't sign in */
  async signIn({ slug }: AWorkspace): Promise<Record<string, string>> {
    const payload = { workspace: slug, username: `owner@${slug}.test`, password: aPassword };
    const { cookies, statusCode } = await this.app.inject({ method: 'POST', url: '/api/v1/sign-in', headers: { origin }, payload });
    if (statusCode !== 200) throw new Error(`the owner can't sign in: ${statusCode}`);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    return { cookie, origin, 'x-xsrf-token': cookies.find(({ name }) => name.startsWith('XSRF-TOKEN'))?.value ?? '' };
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.world.close();
  }
}
