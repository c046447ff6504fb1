import type { ConnectionId, WorkspaceId } from '@placet/kernel';
import { LogBuffer, type BareCall } from './log-buffer.ts';

const noon = new Date('2026-03-02T12:00:00.000Z');
const call = (more: Partial<BareCall> = {}): BareCall => ({
  workspaceId: 'acme' as WorkspaceId,
  connectionId: 'okta' as ConnectionId,
  at: noon,
  method: 'GET',
  route: '/scim/v2/Users/:id',
  path: '/scim/v2/Users/1',
  status: 200,
  tookMs: 3,
  requestId: 'request-1',
  ...more,
});
const read = (userName: string) => () => ({ code: 'user.read' as const, facts: { userName } });

describe('the buffer of the live log', () => {
  it('counts equal calls in one line, and keeps the longest time', () => {
    const buffer = new LogBuffer();
    buffer.take(call(), read('ada'));
    buffer.take(call({ tookMs: 9, requestId: 'request-2' }), read('ada'));
    buffer.take(call(), read('bob'));
    expect(buffer.drain().map(({ facts, times, tookMs, requestId }) => [facts['userName'], times, tookMs, requestId])).toEqual([
      ['ada', 2, 9, 'request-1'],
      ['bob', 1, 3, 'request-1'],
    ]);
    expect(buffer.drain()).toEqual([]);
  });

  it('reads 50 calls a second and connection, and counts the others by their kind', () => {
    const buffer = new LogBuffer();
    let readings = 0;
    const send = (n: number, more: Partial<BareCall> = {}) =>
      buffer.take(call({ path: `/scim/v2/Users/${n}`, ...more }), () => (readings++, read(`user${n}`)()));
    for (let n = 0; n < 1000; n++) send(n);
    for (let n = 0; n < 10; n++) send(n, { status: 404 });
    for (let n = 0; n < 5; n++) send(n, { connectionId: 'entra' as ConnectionId });
    const lines = buffer.drain();
    expect(readings).toBe(55);
    expect(lines.filter(({ code }) => code === 'calls.many').map(({ path, status, times }) => [path, status, times])).toEqual([
      ['/scim/v2/Users/:id', 200, 950],
      ['/scim/v2/Users/:id', 404, 10],
    ]);
    send(7, { at: new Date(noon.getTime() + 1000) });
    expect(buffer.drain().map(({ code }) => code)).toEqual(['user.read']);
  });

  it('stays small while nobody takes its lines', () => {
    const buffer = new LogBuffer();
    for (let second = 0; second < 400; second++)
      for (let n = 0; n < 60; n++)
        buffer.take(call({ at: new Date(noon.getTime() + second * 1000), path: `/scim/v2/Users/${second}-${n}` }), read(`${second}-${n}`));
    const lines = buffer.drain();
    expect(lines.length).toBeLessThanOrEqual(5_001);
    expect(lines.reduce((sum, { times }) => sum + times, 0)).toBe(24_000);
  });
});
