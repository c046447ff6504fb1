import { Controller, Get, Module, Param } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AuditModule } from '@placet/audit';
import { shortId } from '@placet/kernel';
import { AddMember, CopyInvitationLink, MembersModule } from '@placet/members';
import { Answers, Config, HttpModule, Needs, PlatformModule, Public, httpApp, makeLog, newSecretToken, opened } from '@placet/platform';
import { AddClient, AddConnection, AddToken, ProvisioningModule, RevokeToken } from '@placet/provisioning';
import { AWorkspace, aPassword, specWorld, type SpecWorld } from '@placet/testing';
import { z } from 'zod';

@Module({ imports: [PlatformModule, HttpModule, MembersModule, ProvisioningModule, AuditModule] })
class Everything {}

const Nothing = z.object({});

/** Faults that the matrix must notice; they stand in no build. */
@Controller()
class Planted {
  @Get('scim/v2/planted')
  @Public()
  @Answers(Nothing)
  withoutDoor() {
    return {};
  }

  @Get('planted/members/:id')
  @Needs('members.read')
  @Answers(Nothing)
  leak(@Param('id') id: string) {
    return Planted.known.has(id) ? {} : Promise.reject(new Error('unknown'));
  }

  @Get('operator/v1/planted')
  @Needs('members.read')
  @Answers(Nothing)
  wrongDoor() {
    return {};
  }

  static readonly known = new Set<string>();
}

@Module({ imports: [Everything], controllers: [Planted] })
class PlantedEverything {}

/** What somebody shows at a door. `opens`: the one kind of door that has to let it in. */
export interface Credential {
  readonly name: string;
  readonly opens: 'session' | 'directory' | 'operator' | 'nothing';
  readonly headers: Readonly<Record<string, string>>;
}

const operatorToken = 'operator-token-of-32-characters-0';
const origin = 'http://localhost:3000';
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** Every door that answers over HTTP, a workspace whose ids are known, and every kind of credential, live, dead and of another workspace. */
export class CredentialsGround {
  private constructor(
    readonly world: SpecWorld,
    readonly app: NestFastifyApplication,
    readonly ids: Readonly<Record<string, string>>,
    /** of the workspace whose ids those are not */
    readonly credentials: readonly Credential[],
  ) {}

  static async open(isPlanted: boolean): Promise<CredentialsGround> {
    const world = await specWorld([MembersModule, ProvisioningModule, AuditModule], { PLACET_OPERATOR_TOKEN: operatorToken });
    const config = new Config({
      PLACET_MODE: 'test',
      PLACET_DATABASE_URL: world.urls.app,
      PLACET_SECRET: 'a secret of the specs, long enough',
      PLACET_OPERATOR_TOKEN: operatorToken,
      PLACET_LOG_LEVEL: 'silent',
      PLACET_METRICS_PORT: '0',
      PLACET_LIMITS_FACTOR: '100000',
    });
    const app = await opened(await httpApp(isPlanted ? PlantedEverything : Everything, config, makeLog(config)));
    const [acme, globex] = [await AWorkspace.with(world, { core: 5 }), await AWorkspace.with(world, { core: 5 })];
    const ids = await thingsOf(world, acme);
    Planted.known.add(ids['members']!);
    return new CredentialsGround(world, app, ids, await credentialsOf(world, app, globex, acme));
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.world.close();
  }
}

/** One thing of each kind that an address can name. */
async function thingsOf(world: SpecWorld, acme: AWorkspace): Promise<Record<string, string>> {
  const memberId = await acme.active(['core']);
  const invited = await world.bus.execute(new AddMember(acme.owner, acme.person(), 'activation_link', true));
  const connectionId = await world.bus.execute(new AddConnection(acme.owner, 'Okta', 'okta'));
  const { tokenId } = await world.bus.execute(new AddToken(acme.owner, connectionId, 'one'));
  const { clientId } = await world.bus.execute(new AddClient(acme.owner, connectionId, 'one'));
  const [invitation] = await world.sql<{ id: string }>('select id from invitation where member_id = $1', [invited.memberId]);
  const [group] = await world.sql<{ id: string }>(
    `insert into directory_group (workspace_id, id, connection_id, display_name, created_at, updated_at) values ($1, uuidv7(), $2, 'All', now(), now()) returning id`,
    [acme.id, connectionId],
  );
  return {
    members: memberId,
    Users: memberId,
    invitations: invitation!.id,
    'directory-connections': connectionId,
    tokenId,
    clientId,
    memberId,
    groups: acme.groups.member,
    Groups: group!.id,
    groupId: group!.id,
    workspaces: acme.id,
  };
}

async function credentialsOf(world: SpecWorld, app: NestFastifyApplication, globex: AWorkspace, acme: AWorkspace): Promise<Credential[]> {
  const connectionId = await world.bus.execute(new AddConnection(globex.owner, 'Entra', 'entra'));
  const live = await world.bus.execute(new AddToken(globex.owner, connectionId, 'live'));
  const dead = await world.bus.execute(new AddToken(globex.owner, connectionId, 'dead'));
  await world.bus.execute(new RevokeToken(globex.owner, connectionId, dead.tokenId));
  const { clientId, secret = '' } = await world.bus.execute(new AddClient(globex.owner, connectionId, 'client'));
  const session = await sessionOf(app, globex);
  const { invitationId } = await world.bus.execute(new AddMember(globex.owner, globex.person(), 'activation_link', false));
  const { link } = await world.bus.execute(new CopyInvitationLink(globex.owner, invitationId!));
  const accessToken = await accessTokenOf(app, `${shortId(globex.id)}_${shortId(clientId)}`, secret);
  const of = (name: string, opens: Credential['opens'], headers: Record<string, string>): Credential => ({ name, opens, headers });
  const forged = (kind: 'scim' | 'scimat' | 'session') => newSecretToken(kind, acme.id, connectionId).token;
  return [
    of('nothing', 'nothing', {}),
    of('session', 'session', session),
    of('SCIM token', 'directory', bearer(live.value)),
    of('access token', 'directory', bearer(accessToken)),
    of('operator token', 'operator', bearer(operatorToken)),
    of('revoked SCIM token', 'nothing', bearer(dead.value)),
    of('forged SCIM token', 'nothing', bearer(forged('scim'))),
    of('forged access token', 'nothing', bearer(forged('scimat'))),
    of('client secret', 'nothing', bearer(secret)),
    of('client secret as Basic', 'nothing', { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` }),
    of('SCIM token as a session', 'nothing', { cookie: `__Host-placet=${live.value}` }),
    of('session as a bearer token', 'nothing', bearer(/__Host-placet=([^;]+)/.exec(session['cookie'] ?? '')?.[1] ?? 'x')),
    of('session beside a SCIM token of nobody', 'nothing', { ...session, ...bearer(forged('scim')) }),
    of('forged session', 'nothing', { cookie: `__Host-placet=${forged('session')}` }),
    of('activation link', 'nothing', bearer(link.split('#').at(-1) ?? '')),
    of('SCIM token in the other case', 'nothing', bearer(live.value.toUpperCase())),
    of('SCIM token and more', 'nothing', bearer(`${live.value}x`)),
    of('an empty bearer', 'nothing', { authorization: 'Bearer ' }),
  ];
}

async function sessionOf(app: NestFastifyApplication, { slug }: AWorkspace): Promise<Record<string, string>> {
  const payload = { workspace: slug, username: `owner@${slug}.test`, password: aPassword };
  const { cookies } = await app.inject({ method: 'POST', url: '/api/v1/sign-in', headers: { origin }, payload });
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return { cookie, origin, 'x-xsrf-token': cookies.find(({ name }) => name.startsWith('XSRF-TOKEN'))?.value ?? '' };
}

async function accessTokenOf(app: NestFastifyApplication, client_id: string, client_secret: string): Promise<string> {
  const answer = await app.inject({
    method: 'POST',
    url: '/oauth2/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret }).toString(),
  });
  return answer.json<{ access_token: string }>().access_token;
}
