import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../config.ts';
import { securityHeaders } from '../security-headers.ts';
import { SessionCookies } from './session-cookies.ts';

const config = (mode: string, baseUrl: string) =>
  new Config({ PLACET_MODE: mode, PLACET_BASE_URL: baseUrl, PLACET_DATABASE_URL: 'postgres://x', PLACET_SECRET: 'x'.repeat(32) });

interface Kept {
  readonly name: string;
  readonly value?: string;
  readonly options: object;
}

function replyOf() {
  const kept: Kept[] = [];
  const reply = {
    setCookie: (name: string, value: string, options: object) => kept.push({ name, value, options }),
    clearCookie: (name: string, options: object) => kept.push({ name, options }),
  };
  return { kept, reply: reply as unknown as FastifyReply };
}

describe('the cookies of a session', () => {
  it('keep the token from scripts and from other sites, and end with it', () => {
    const { kept, reply } = replyOf();
    const expires = new Date('2026-12-01T00:00:00Z');
    new SessionCookies(config('production', 'https://placet.example')).set(reply, 'plc_session_x', 'session-1', expires);
    const everywhere = { path: '/', secure: true, sameSite: 'lax' };
    expect(kept).toEqual([
      { name: '__Host-placet', value: 'plc_session_x', options: { ...everywhere, httpOnly: true, expires } },
      { name: 'XSRF-TOKEN', value: expect.stringMatching(/^[\w-]{43}$/), options: everywhere },
    ]);
  });

  it('are both taken away', () => {
    const { kept, reply } = replyOf();
    new SessionCookies(config('production', 'https://placet.example')).clear(reply);
    expect(kept.map(({ name }) => name)).toEqual(['__Host-placet', 'XSRF-TOKEN']);
  });

  it('of two demos on one machine do not mix', () => {
    const read = (baseUrl: string, cookies: object) => new SessionCookies(config('demo', baseUrl)).read({ cookies } as FastifyRequest);
    const cookies = { '__Host-placet-3000': 'one', '__Host-placet-3010': 'other', '__Host-placet': 'neither' };
    expect(read('http://localhost:3000', cookies)).toBe('one');
    expect(read('http://localhost:3010', cookies)).toBe('other');
    expect(read('http://localhost', cookies)).toBeUndefined();
  });

  it('need another XSRF token for another session and another installation', () => {
    const tokenOf = (secret: string, session: string) => {
      const { kept, reply } = replyOf();
      const other = new Config({ PLACET_DATABASE_URL: 'postgres://x', PLACET_SECRET: secret.repeat(32) });
      new SessionCookies(other).mend({ cookies: {} } as FastifyRequest, reply, session);
      return kept[0]?.value;
    };
    expect(new Set([tokenOf('x', 'one'), tokenOf('x', 'other'), tokenOf('y', 'one')]).size).toBe(3);
    expect(tokenOf('x', 'one')).toBe(tokenOf('x', 'one'));
  });
});

it('browsers are told to insist on TLS only where there is TLS', () => {
  const strict = 'strict-transport-security';
  expect(securityHeaders(config('production', 'https://placet.example'))[strict]).toMatch(/^max-age=\d{8};/);
  expect(securityHeaders(config('production', 'http://localhost:3000'))).not.toHaveProperty(strict);
});
