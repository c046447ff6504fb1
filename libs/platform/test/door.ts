import { Body, Controller, Delete, Get, HttpCode, Module, Param, Patch, Post, Put, Query, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { anyOf, CalendarDate, PathId, paging, text } from '@placet/contracts';
import { Ids, type Actor, type MemberId, type Reach, type SessionId, type WorkspaceId } from '@placet/kernel';
import { z } from 'zod';
import { createDatabase } from '../../../tools/testing/database.ts';
import {
  Answers,
  Caller,
  Config,
  Directory,
  DirectoryPrincipals,
  HttpModule,
  IfMatch,
  Limited,
  Needs,
  Operator,
  PlatformModule,
  Public,
  SessionPrincipals,
  SignedIn,
  Visitor,
  httpApp,
  makeLog,
  opened,
  type Visit,
} from '../src/index.ts';

const ids = new Ids();
export const origin = 'http://localhost:3000';
export const operatorToken = 'operator-token-of-32-characters-0';

/** A member of the specs: `cookie` opens the door, `headers` makes an unsafe request come from the console. */
export const memberNamed = (change: Partial<Actor> = {}): Actor => ({
  kind: 'member',
  workspaceId: ids.next<WorkspaceId>(),
  id: ids.next<MemberId>(),
  door: 'console',
  rank: 80,
  permissions: new Map<string, Reach>([['members.read', 'workspace']]),
  siteIds: [],
  sessionId: ids.next<SessionId>(),
  language: 'en',
  confirmedAt: new Date(),
  ...change,
});

/** Sessions and directory tokens of the specs, in memory; what is not here is not signed in. */
export const sessions = new Map<string, Actor>();
export const directories = new Map<string, Actor>();

class KnownSessions extends SessionPrincipals {
  override async bySession(token: string) {
    return sessions.get(token);
  }
}
class KnownDirectories extends DirectoryPrincipals {
  override async byToken(token: string) {
    return directories.get(token);
  }
}

const Thing = z.object({ id: z.string(), version: z.int() });
const ThingBody = z.strictObject({ name: text(10), address: z.strictObject({ city: text(20) }).optional() });
const ThingQuery = z.strictObject({ ...paging, state: anyOf(z.enum(['active', 'inactive'])), since: CalendarDate.optional() });

@Controller('things')
export class Things {
  @Get()
  @Needs('members.read')
  list(@Query({ schema: ThingQuery }) query: z.infer<typeof ThingQuery>) {
    return query;
  }

  @Get(':id')
  @Needs('members.read')
  @Answers(Thing, { version: ({ version }) => version })
  one(@Param({ schema: PathId }) { id }: z.infer<typeof PathId>) {
    return { id, version: 3 };
  }

  @Post()
  @Needs('members.read')
  @Answers(Thing, { location: ({ id }) => `/things/${id}` })
  add(@Body({ schema: ThingBody }) { name }: z.infer<typeof ThingBody>) {
    return { id: name, version: 1 };
  }

  @Patch(':id')
  @Needs('members.read')
  @Answers(Thing)
  change(@Param({ schema: PathId }) { id }: z.infer<typeof PathId>, @IfMatch() version: number | undefined) {
    return { id, version: version ?? 0 };
  }

  @Put(':id')
  @Needs('members.read')
  @Answers(Thing)
  replace(@Param({ schema: PathId }) { id }: z.infer<typeof PathId>, @IfMatch('required') version: number | undefined) {
    return { id, version: version ?? 0 };
  }

  @Delete(':id')
  @Needs('members.ban', { reach: 'workspace', recentSignIn: true })
  @Answers()
  remove(@Param({ schema: PathId }) _path: z.infer<typeof PathId>) {}

  @Post('secret')
  @SignedIn({ evenBeforeSecretChange: true })
  @HttpCode(200)
  secret(@Caller() { id }: Actor) {
    return { id };
  }

  @Get('of/drift')
  @SignedIn()
  @Answers(Thing)
  drift(@Query({ schema: z.object({ as: z.string() }) }) { as }: { as: string }) {
    return JSON.parse(as) as z.infer<typeof Thing>;
  }

  @Get('of/me')
  @SignedIn()
  me(@Caller() { id, language }: Actor) {
    return { id, language };
  }

  @Post('sign-in')
  @Public()
  @Limited('sign_in')
  @HttpCode(200)
  signIn(@Visitor() visit: Visit) {
    return visit;
  }

  @Post('reset')
  @Public()
  @Limited('reset')
  @HttpCode(202)
  reset(@Body({ schema: z.strictObject({ workspace: z.string(), username: z.string() }) }) body: unknown) {
    return body;
  }
}

@Controller('operator/v1/workspaces')
class OperatorThings {
  @Post()
  @Operator()
  open(@Caller() { workspaceId, kind }: Actor) {
    return { workspaceId, kind };
  }

  @Get(':id')
  @Operator()
  one(@Caller() { workspaceId }: Actor, @Param({ schema: PathId }) _path: z.infer<typeof PathId>) {
    return { workspaceId };
  }
}

@Controller('scim/v2/Users')
class DirectoryThings {
  @Post()
  @Directory()
  add(@Caller() { id }: Actor, @Body() body: unknown) {
    return { id, body };
  }
}

export const principals = [
  { provide: SessionPrincipals, useClass: KnownSessions },
  { provide: DirectoryPrincipals, useClass: KnownDirectories },
];

@Module({ imports: [PlatformModule, HttpModule], controllers: [Things, OperatorThings, DirectoryThings], providers: principals })
export class ThingsModule {}

/** The frame around a few small routes, on a database of its own. */
export async function aDoor(
  root: Type = ThingsModule,
  environment: Record<string, string> = {},
  lines?: { write(line: string): void },
): Promise<NestFastifyApplication> {
  const { app } = await createDatabase();
  const config = new Config({
    PLACET_MODE: 'test',
    PLACET_DATABASE_URL: app,
    PLACET_SECRET: 'x'.repeat(32),
    PLACET_OPERATOR_TOKEN: operatorToken,
    PLACET_BASE_URL: origin,
    PLACET_LOG_LEVEL: lines ? 'info' : 'silent',
    PLACET_METRICS_PORT: '0',
    ...environment,
  });
  return opened(await httpApp(root, config, makeLog(config, lines)));
}

/** Signs somebody in. @returns headers of a request that the console makes for him */
export async function signedIn(app: NestFastifyApplication, actor: Actor = memberNamed()): Promise<Record<string, string>> {
  const token = ids.next();
  sessions.set(token, actor);
  const cookie = `__Host-placet=${token}`;
  const { cookies } = await app.inject({ url: '/api/v1/things/of/me', headers: { cookie } });
  const xsrf = cookies.find(({ name }) => name === 'XSRF-TOKEN')?.value ?? '';
  return { cookie: `${cookie}; XSRF-TOKEN=${xsrf}`, 'x-xsrf-token': xsrf, origin };
}
