import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Ids, systemActor, type Actor, type MemberId, type Reach, type SessionId, type WorkspaceId } from '@placet/kernel';
import { Config, HttpModule, PlatformModule, SessionPrincipals, UnitOfWork, httpApp, makeLog, opened } from '@placet/platform';
import pg from 'pg';
import { createDatabase } from '../../../tools/testing/database.ts';
import { AuditModule } from './audit.module.ts';

const ids = new Ids();
const operatorToken = 'operator-token-of-32-characters-0';
const workspaceId = ids.next<WorkspaceId>();
const reader = (permissions: [string, Reach][]): Actor => ({
  ...systemActor(workspaceId),
  kind: 'member',
  id: ids.next<MemberId>(),
  sessionId: ids.next<SessionId>(),
  permissions: new Map(permissions),
});
const sessions: Record<string, Actor> = {
  auditor: reader([['audit.read', 'workspace']]),
  manager: reader([['audit.read', 'own_sites']]),
  member: reader([['me.read', 'workspace']]),
};
class KnownSessions extends SessionPrincipals {
  override async bySession(token: string) {
    return sessions[token];
  }
}
@Module({ imports: [PlatformModule, HttpModule, AuditModule], providers: [{ provide: SessionPrincipals, useClass: KnownSessions }] })
class DoorModule {}

describe('the doors of the audit log', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    const urls = await createDatabase();
    const superuser = new pg.Client({ connectionString: urls.superuser });
    await superuser.connect();
    await superuser.query(`insert into workspace (id, slug, name, created_at) values ($1, 'acme', 'Acme', now())`, [workspaceId]);
    await superuser.end();
    const config = new Config({
      PLACET_MODE: 'test',
      PLACET_DATABASE_URL: urls.app,
      PLACET_SECRET: 'x'.repeat(32),
      PLACET_OPERATOR_TOKEN: operatorToken,
      PLACET_LOG_LEVEL: 'silent',
    });
    app = await opened(await httpApp(DoorModule, config, makeLog(config)));
    await app.get(UnitOfWork).write(systemActor(workspaceId), async (unit) => {
      for (const n of [1, 2, 3]) unit.raised.push({ type: `event.${n}`, subject: { kind: 'workspace', id: workspaceId }, facts: { n } });
    });
  });
  afterAll(() => app.close());

  const list = (query = '', who = 'auditor') => app.inject({ url: `/api/v1/audit${query}`, headers: { cookie: `__Host-placet=${who}` } });
  const verify = (id: string, token = operatorToken) =>
    app.inject({ url: `/operator/v1/workspaces/${id}/audit/verification`, headers: { authorization: `Bearer ${token}` } });

  it('show the log page by page to whoever may read it', async () => {
    const first = (await list('?limit=2')).json();
    expect(first.items.map(({ type }: { type: string }) => type)).toEqual(['event.3', 'event.2']);
    expect(first).toMatchObject({
      total: 3,
      totalIsExact: true,
      items: [{ subject: { displayName: 'Acme' }, actor: { displayName: 'Placet' } }, {}],
    });
    const rest = (await list(`?limit=2&cursor=${first.nextCursor}`)).json();
    expect(rest.items.map(({ type }: { type: string }) => type)).toEqual(['event.1']);
    expect(rest).not.toHaveProperty('nextCursor');
  });

  it('refuse who may not, and who may on his own sites only', async () => {
    expect((await list('', 'nobody')).statusCode).toBe(401);
    expect((await list('', 'member')).json()).toMatchObject({ status: 403, permission: 'audit.read' });
    expect((await list('', 'manager')).statusCode).toBe(403);
  });

  it.each(['?unknown=1', '?limit=0', '?limit=201', '?door=window', '?from=yesterday', '?subjectId=x', '?cursor=abc', '?type=%00'])(
    'refuse %s, which is no question that the log can answer',
    async (query) => {
      expect((await list(query)).statusCode).toBe(400);
    },
  );

  it('refuse the cursor of another question', async () => {
    const { nextCursor } = (await list('?limit=1')).json();
    expect((await list(`?limit=1&door=scim&cursor=${nextCursor}`)).statusCode).toBe(400);
  });

  it('let the operator verify a log that he can not read', async () => {
    expect((await verify(workspaceId)).json()).toEqual({ entries: 3, sealed: 0, intact: true });
    expect((await verify(ids.next())).statusCode).toBe(404);
    expect((await verify('acme')).statusCode).toBe(404);
    expect((await verify(workspaceId, 'wrong')).statusCode).toBe(401);
    expect((await app.inject({ url: '/api/v1/audit', headers: { authorization: `Bearer ${operatorToken}` } })).statusCode).toBe(401);
  });
});
