import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { anApi } from './an-api.ts';
import { aPlainMember, aWorkspace, type OpenedWorkspace, type SignedInHeaders } from './people.ts';

describe('the door of seats', () => {
  let app: NestFastifyApplication;
  let acme: OpenedWorkspace;
  let plain: SignedInHeaders;
  const get = (path: string, as = acme.owner) => app.inject({ url: `/api/v1${path}`, headers: as });

  beforeAll(async () => {
    app = await anApi({ PLACET_LIMITS_FACTOR: '1000' });
    acme = await aWorkspace(app, 'acme');
    plain = await aPlainMember(app, acme, 'plain');
  });
  afterAll(() => app.close());

  it('tells the counters, and for each number its people', async () => {
    expect((await get('/seats')).json()).toEqual({
      items: [
        { product: 'core', name: 'Core', purchased: 5, assigned: 0, reserved: 0, free: 5, waiting: 0, overageLimit: 0, grandfathered: 0 },
      ],
    });
    expect((await get('/seats/core/holdings')).json()).toEqual({ items: [], total: 0, totalIsExact: true });
    expect((await get('/seats/core/waiting')).json()).toEqual({ items: [], total: 0, totalIsExact: true });
    expect((await get('/seats/core/history')).json()).toMatchObject({
      items: [{ by: 'Placet operator', grantedBefore: 0, grantedAfter: 5 }],
      total: 1,
    });
  });

  it.each([
    ['/seats/contract/holdings', 404, 'not_found'],
    ['/seats/CORE/waiting', 404, 'not_found'],
    ['/seats/core/history?cursor=abc', 400, 'malformed_cursor'],
    ['/seats/core/holdings?state=assigned', 400, 'invalid_query'],
    ['/seats/core/holdings?limit=500', 400, 'invalid_query'],
  ])('answers GET %s with %d', async (path, status, code) => {
    const answer = await get(path);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
  });

  it('is closed to who may not read seats', async () => {
    for (const path of ['/seats', '/seats/core/holdings', '/seats/core/waiting', '/seats/core/history'])
      expect((await get(path, plain)).json()).toMatchObject({ status: 403, permission: 'seats.read' });
  });
});
