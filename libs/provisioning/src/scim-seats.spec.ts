import { AddMember, DeactivateMember, type NewMember } from '@placet/members';
import type { MemberId } from '@placet/kernel';
import { AWorkspace } from '@placet/testing';
import { aPatch, aUser, scimDoor, type ADirectory, type ScimDoor } from '../test/scim-door.ts';

const off = aPatch({ op: 'Replace', path: 'active', value: false });
const on = aPatch({ op: 'Replace', path: 'active', value: true });

describe('seats of a directory', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let count = 0;
  beforeAll(async () => (door = await scimDoor()));
  afterAll(() => door.close());
  const opened = async (core: number, seatPolicy: 'wait' | 'refuse'): Promise<ADirectory> => {
    acme = await AWorkspace.with(door.world, { core });
    return door.directory(acme, { seatPolicy, defaults: { products: ['core'] } });
  };
  const name = () => `user${++count}@${acme.slug}.test`;
  const create = (okta: ADirectory, userName = name()) => okta.send('POST', '/Users', aUser(userName));
  const tally = (answers: readonly { readonly status: number }[]) =>
    Object.fromEntries(Object.entries(Object.groupBy(answers, ({ status }) => status)).map(([status, list]) => [status, list!.length]));
  /** The counters say what the holdings and the queue say (I1, I2). */
  const sound = async () => {
    const [row] = await door.world.sql<Record<string, number>>(
      `select p.assigned, p.reserved, p.waiting, p.purchased,
              (select count(*)::int from holding h where h.workspace_id = p.workspace_id and h.state = 'assigned') as held,
              (select count(*)::int from holding h where h.workspace_id = p.workspace_id and h.state = 'reserved') as kept,
              (select count(*)::int from queue_entry q where q.workspace_id = p.workspace_id) as queued,
              (select count(*)::int from member m where m.workspace_id = p.workspace_id and not exists
                (select from directory_user d where d.workspace_id = m.workspace_id and d.member_id = m.id) and m.managed_by is not null) as strays
         from seat_pool p where p.workspace_id = $1`,
      [acme.id],
    );
    expect([row!['held'], row!['kept'], row!['queued'], row!['strays']]).toEqual([row!['assigned'], row!['reserved'], row!['waiting'], 0]);
    expect(row!['assigned']! + row!['reserved']!).toBeLessThanOrEqual(row!['purchased']!);
    return row!;
  };

  it('wait where the pool is full: created, echoed as asked, seated by the first seat that is freed', async () => {
    const okta = await opened(1, 'wait');
    const first = await create(okta);
    const second = await create(okta);
    expect([second.status, second.body.active, await acme.stateOf(second.body.id as MemberId)]).toEqual([201, true, 'waiting']);
    await okta.send('PATCH', `/Users/${first.body.id}`, off);
    expect(await acme.stateOf(second.body.id as MemberId)).toBe('active');
    expect((await okta.send('PATCH', `/Users/${first.body.id}`, on)).status).toBe(200);
    expect(await acme.stateOf(first.body.id as MemberId)).toBe('waiting');
    expect(await sound()).toMatchObject({ assigned: 1, waiting: 1 });
  });

  it('are refused with a sentence that says all, and nothing is written', async () => {
    const okta = await opened(1, 'refuse');
    const first = await create(okta);
    const userName = name();
    const { status, body } = await create(okta, userName);
    expect([status, body.scimType, body.detail]).toEqual([
      403,
      undefined,
      `No Core seat left for ${userName}: 1 of 1 used. Free one, or have seats added: http://localhost:3000/members. It will be tried again at the next sync.`,
    ]);
    expect(await door.world.sql('select count(*)::int from directory_user where workspace_id = $1', [acme.id])).toEqual([{ count: 1 }]);
    expect((await acme.events()).at(-1)).toBe('connection.refused');
    const again = await create(okta, first.body.userName.toUpperCase());
    expect([again.status, again.body.scimType]).toEqual([409, 'uniqueness']);
    await okta.send('PATCH', `/Users/${first.body.id}`, off);
    expect((await create(okta, userName)).status).toBe(201);
    const mixed = aPatch({ op: 'replace', path: 'title', value: 'Countess' }, { op: 'replace', path: 'active', value: true });
    expect((await okta.send('PATCH', `/Users/${first.body.id}`, mixed)).status).toBe(403);
    const { body: unchanged } = await okta.send('GET', `/Users/${first.body.id}`);
    expect([unchanged.active, unchanged.title]).toEqual([false, undefined]);
    expect((await okta.send('PATCH', `/Users/${first.body.id}`, aPatch({ op: 'add', path: 'title', value: 'x' }))).status).toBe(200);
    await sound();
  });

  it('take one for a hundred equal creates at once', async () => {
    const okta = await opened(100, 'wait');
    const userName = name();
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => create(okta, n % 2 ? userName : userName.toUpperCase())));
    expect(tally(answers)).toEqual({ 201: 1, 409: 99 });
    expect(new Set(answers.filter(({ status }) => status === 409).map(({ body }) => body.scimType))).toEqual(new Set(['uniqueness']));
    expect(await sound()).toMatchObject({ assigned: 1, waiting: 0 });
    expect(await door.world.sql('select count(*)::int from directory_user where workspace_id = $1', [acme.id])).toEqual([{ count: 1 }]);
  });

  it('are never oversold: the last one raced by the directory and the console', async () => {
    const okta = await opened(1, 'refuse');
    const people: NewMember[] = Array.from({ length: 10 }, () => acme.person({ products: ['core'] }));
    const console = people.map((person) =>
      door.world.bus.execute(new AddMember(acme.owner, person, 'activation_link', true)).then(
        () => ({ status: 201 }),
        () => ({ status: 403 }),
      ),
    );
    const answers = await Promise.all([...console, ...Array.from({ length: 10 }, () => create(okta))]);
    expect(tally(answers)).toEqual({ 201: 1, 403: 19 });
    await sound();
  });

  it('stay counted while many are switched on and off, deleted and deactivated at once, with others waiting', async () => {
    const okta = await opened(4, 'wait');
    const users = (await Promise.all(Array.from({ length: 8 }, () => create(okta)))).map(({ body }) => body.id as MemberId);
    const acts = users.flatMap((id, n) => [
      okta.send('PATCH', `/Users/${id}`, off),
      okta.send('PATCH', `/Users/${id}`, on),
      okta.send('PATCH', `/Users/${id}`, aPatch({ op: 'replace', path: 'nickName', value: `n${n}` })),
      n % 4 ? okta.send('PUT', `/Users/${id}`, aUser(name())) : okta.send('DELETE', `/Users/${id}`),
      door.world.bus.execute(new DeactivateMember(acme.owner, id)).then(
        () => ({ status: 200 }),
        () => ({ status: 409 }),
      ),
    ]);
    const answers = await Promise.all(acts);
    expect(answers.filter(({ status }) => ![200, 204, 404, 409].includes(status))).toEqual([]);
    const { assigned, waiting, purchased } = await sound();
    expect(waiting! > 0 && assigned! < purchased!).toBe(false);
  });
});
