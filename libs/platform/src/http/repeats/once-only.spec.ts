import { Body, Controller, Module, Param, Post } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { text } from '@placet/contracts';
import { DomainError, Ids, refused, type Actor } from '@placet/kernel';
import { z } from 'zod';
import { aDoor, memberNamed, operatorToken, principals, signedIn, Things } from '../../../test/door.ts';
import { Site } from '../../../test/site.ts';
import {
  Answers,
  constraint,
  Bus,
  Caller,
  HttpModule,
  Operator,
  PlatformModule,
  SignedIn,
  UnitOfWork,
  WorkspaceEm,
  problem,
} from '../../index.ts';

class SiteRefused extends DomainError {}
problem(SiteRefused, { status: 409, title: 'No such site may be added' });

constraint('site_code_taken', () => new SiteRefused('taken'));

type End = 'ok' | 'throw' | 'refuse' | 'crash' | 'twice';
class AddSite extends Command<string> {
  constructor(
    readonly actor: Actor,
    readonly code: string,
    readonly end: End,
  ) {
    super();
  }
}
@CommandHandler(AddSite)
class AddSiteHandler implements ICommandHandler<AddSite> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly ids: Ids,
  ) {}
  async execute({ code, end }: AddSite): Promise<string> {
    const id = this.ids.next();
    await this.em.execute('insert into site (workspace_id, id, code, name) values ($1, $2, $3, $3)', [this.em.workspaceId, id, code]);
    this.em.record({ type: 'site.added', subject: { kind: 'site', id }, facts: {} });
    if (end === 'twice') {
      this.em.persist(Object.assign(new Site(), { workspaceId: this.em.workspaceId, id: this.ids.next(), code, name: code, version: 1 }));
      this.em.record({ type: 'site.added', subject: { kind: 'site', id }, facts: {} });
    }
    if (end === 'throw') throw new SiteRefused('thrown');
    if (end === 'refuse') return refused(new SiteRefused('refused')) as never;
    if (end === 'crash') throw new Error('power cut');
    return id;
  }
}

const SiteBody = z.strictObject({ code: text(10) });
let end: End = 'ok';

@Controller('sites')
class Sites {
  constructor(private readonly bus: Bus) {}

  @Post()
  @SignedIn()
  @Answers(z.object({ id: z.string(), secret: z.string() }), { location: ({ id }) => `/sites/${id}`, version: () => 1 })
  async add(@Caller() actor: Actor, @Body({ schema: SiteBody }) { code }: z.infer<typeof SiteBody>) {
    return { id: await this.bus.execute(new AddSite(actor, code, end)), secret: 'told once' };
  }

  @Post(':id/empty')
  @SignedIn()
  @Answers()
  async empty(@Caller() actor: Actor, @Param({ schema: z.object({ id: z.string() }) }) { id }: { id: string }) {
    await this.bus.execute(new AddSite(actor, id, end));
  }
}

@Controller('operator/v1/workspaces')
class Workspaces {
  constructor(private readonly bus: Bus) {}

  @Post()
  @Operator()
  async open(@Caller() actor: Actor) {
    await this.bus.execute(new AddSite(actor, 'lyon', end));
    return { id: actor.workspaceId };
  }
}

@Module({ imports: [PlatformModule, HttpModule], controllers: [Sites, Workspaces, Things], providers: [AddSiteHandler, ...principals] })
class SitesModule {}

describe('an Idempotency-Key', () => {
  let app: NestFastifyApplication;
  let actor: Actor;
  let headers: Record<string, string>;
  const ids = new Ids();
  beforeAll(async () => (app = await aDoor(SitesModule)));
  afterAll(() => app.close());
  beforeEach(async () => {
    end = 'ok';
    actor = memberNamed();
    headers = await signedIn(app, actor);
  });

  const post = (key: string, payload: object = { code: 'lyon' }, url = '/api/v1/sites', as = headers) =>
    app.inject({ method: 'POST', url, headers: { ...as, 'idempotency-key': key }, payload });
  const read = (sql: string, workspaceId = actor.workspaceId) =>
    app.get(UnitOfWork).readTrip(workspaceId, [{ statement: sql, values: [] }]);
  const sites = async (workspaceId = actor.workspaceId) => (await read('select code from site', workspaceId)).map((row) => row['code']);
  const events = async () => (await read('select id from event')).length;

  it('gives the same answer again and acts once', async () => {
    const key = ids.next();
    const [first, second] = [await post(key), await post(key)];
    expect(first.json()).toEqual({ id: expect.any(String), secret: 'told once' });
    expect(second.json()).toEqual({ id: first.json<{ id: string }>().id, secretWithheld: true });
    expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
    for (const name of ['location', 'etag']) expect(second.headers[name]).toBe(first.headers[name]);
    expect([first.headers['idempotent-replayed'], second.headers['idempotent-replayed']]).toEqual([undefined, 'true']);
    expect([await sites(), await events()]).toEqual([['lyon'], 1]);
  });

  it('never stores a secret', async () => {
    await post(ids.next());
    expect(JSON.stringify(await read('select * from idempotency'))).not.toContain('told once');
  });

  it('lets the second of two at once wait for the first', async () => {
    const key = ids.next();
    const answers = await Promise.all([post(key), post(key), post(key)]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201]);
    expect(answers.filter((answer) => answer.headers['idempotent-replayed']).length).toBe(2);
    expect(await sites()).toEqual(['lyon']);
  });

  it('repeats an empty answer', async () => {
    const key = ids.next();
    const [first, second] = [await post(key, {}, '/api/v1/sites/lyon/empty'), await post(key, {}, '/api/v1/sites/lyon/empty')];
    expect([first.statusCode, second.statusCode, second.body, second.headers['idempotent-replayed']]).toEqual([204, 204, '', 'true']);
  });

  it('undoes a refused command and repeats the refusal', async () => {
    end = 'throw';
    const key = ids.next();
    const first = await post(key);
    end = 'ok';
    const second = await post(key);
    expect(first.json()).toMatchObject({ status: 409, code: 'site_refused' });
    expect(second.json()).toEqual(first.json());
    expect(second.headers).toMatchObject({
      'idempotent-replayed': 'true',
      'content-type': expect.stringContaining('application/problem+json'),
    });
    expect([await sites(), await events()]).toEqual([[], 0]);
  });

  it('repeats what the database refused, and forgets what was raised before', async () => {
    end = 'twice';
    const key = ids.next();
    expect((await post(key)).json()).toMatchObject({ status: 409, detail: 'taken' });
    expect((await post(key)).headers['idempotent-replayed']).toBe('true');
    expect([await sites(), await events()]).toEqual([[], 0]);
  });

  it('keeps the trace of a refusal that leaves one', async () => {
    end = 'refuse';
    const key = ids.next();
    expect((await post(key)).json()).toMatchObject({ status: 409, detail: 'refused' });
    expect((await post(key)).headers['idempotent-replayed']).toBe('true');
    expect([await sites(), await events()]).toEqual([['lyon'], 1]);
  });

  it('keeps nothing of a fault, so that the repeat acts', async () => {
    end = 'crash';
    const key = ids.next();
    const fault = await post(key);
    expect(fault.json()).toEqual({
      type: '/problems/unexpected',
      title: 'Something went wrong on our side',
      status: 500,
      detail: 'something went wrong on our side',
      code: 'unexpected',
      requestId: fault.headers['x-request-id'],
    });
    end = 'ok';
    expect((await post(key)).statusCode).toBe(201);
    expect(await sites()).toEqual(['lyon']);
  });

  it('repeats an invalid body, too', async () => {
    const key = ids.next();
    expect((await post(key, {})).json()).toMatchObject({ status: 422, code: 'invalid_fields' });
    expect((await post(key, {})).headers['idempotent-replayed']).toBe('true');
  });

  it('belongs to one body, route and version', async () => {
    const key = ids.next();
    await post(key);
    const reused = { status: 422, code: 'idempotency_key_reused' };
    expect((await post(key, { code: 'paris' })).json()).toMatchObject(reused);
    expect((await post(key, { code: 'lyon' }, '/api/v1/sites/x/empty')).json()).toMatchObject(reused);
    expect((await post(key, { code: 'lyon' }, undefined, { ...headers, 'if-match': '"1"' })).json()).toMatchObject(reused);
    expect(await sites()).toEqual(['lyon']);
  });

  it('belongs to one member', async () => {
    const key = ids.next();
    const colleague = await signedIn(app, memberNamed({ workspaceId: actor.workspaceId }));
    await post(key);
    expect((await post(key, { code: 'paris' }, undefined, colleague)).headers['idempotent-replayed']).toBeUndefined();
    expect(await sites()).toEqual(['lyon', 'paris']);
  });

  it('is forgotten after a day', async () => {
    const key = ids.next();
    await post(key);
    const yesterday = `update idempotency set expires_at = now() - interval '1 second' where key = $1`;
    await app.get(UnitOfWork).write(actor, (unit) => unit.run({ statement: yesterday, values: [key] }));
    expect((await post(key, { code: 'paris' })).statusCode).toBe(201);
  });

  it.each(['short', 'x'.repeat(129), 'sixteen letters and a space', 'sixteen-letters-é'])('is refused as %s', async (key) => {
    expect((await post(key)).json()).toMatchObject({ status: 400, code: 'malformed_request', what: 'idempotency_key' });
    expect(await sites()).toEqual([]);
  });

  it('opens one workspace for the operator, though the process dies in the middle and two calls come at once', async () => {
    const operator = { authorization: `Bearer ${operatorToken}` };
    const open = (key: string) => post(key, {}, '/operator/v1/workspaces', operator);
    const key = ids.next();
    end = 'crash';
    expect((await open(key)).statusCode).toBe(500);
    end = 'ok';
    const answers = (await Promise.all([open(key), open(key)])).map((answer) => answer.json<{ id: Actor['workspaceId'] }>().id);
    expect(new Set(answers).size).toBe(1);
    expect(await sites(answers[0])).toEqual(['lyon']);
  });
});
