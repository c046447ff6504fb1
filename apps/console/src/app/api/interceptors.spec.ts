import { HttpClient } from '@angular/common/http';
import { HttpTestingController } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { jest } from '@jest/globals';
import { firstValueFrom } from 'rxjs';
import { answer, call, problemDocument, startConsole } from '../../testing/console-bed.ts';
import { LanguageSwitch } from '../i18n/language-switch.ts';
import { Api } from './api.ts';
import { Connection } from './connection.ts';
import { Intention } from './intention.ts';

@Component({ template: '' })
class Page {}

const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => ({ status: 200, code: 'none' }),
    (problem: { status: number; code: string }) => problem,
  );
const get = (path: string) => firstValueFrom(TestBed.inject(HttpClient).get(`/api/v1${path}`));

describe('every call', () => {
  beforeEach(() => startConsole([{ path: '**', component: Page }]));
  afterEach(() => TestBed.inject(HttpTestingController).verify());

  it('says the reader’s language and carries an id of its own', async () => {
    await TestBed.inject(LanguageSwitch).choose('fr');
    void outcome(get('/members'));
    const { headers } = await answer('GET', '/members', {});
    expect(headers.get('Accept-Language')).toBe('fr');
    expect(headers.get('X-Request-Id')).toMatch(/^[\da-f-]{36}$/u);
  });

  it('goes to a relative URL, so that the XSRF token leaves for nobody else', async () => {
    void outcome(TestBed.inject(Api).send({ method: 'POST', path: '/members', body: {} }));
    expect((await answer('POST', '/members', {})).url).toBe('/api/v1/members');
  });

  it('rejects with a problem', async () => {
    const failed = outcome(get('/members'));
    await answer('GET', '/members', problemDocument(403, 'permission_missing', { permission: 'members.read' }), 403);
    expect(await failed).toMatchObject({ code: 'permission_missing', facts: { permission: 'members.read' } });
  });

  it('knows by its answers whether the API can be reached', async () => {
    const { online } = TestBed.inject(Connection);
    const lost = outcome(get('/seats'));
    call('GET', '/seats').error(new ProgressEvent('error'));
    expect(await lost).toMatchObject({ status: 0, code: 'offline' });
    expect(online()).toBe(false);
    void outcome(get('/seats'));
    await answer('GET', '/seats', {});
    expect(online()).toBe(true);
  });
});

describe('the end of a session', () => {
  beforeEach(() => startConsole([{ path: '**', component: Page }]));

  it('leads to the sign-in, which comes back to the same URL', async () => {
    await TestBed.inject(Router).navigateByUrl('/members?state=active');
    void outcome(get('/members'));
    await answer('GET', '/members', problemDocument(401, 'not_signed_in'), 401);
    expect(TestBed.inject(Router).url).toBe('/sign-in?next=%2Fmembers%3Fstate%3Dactive');
  });

  it('is not what a wrong password means', async () => {
    await TestBed.inject(Router).navigateByUrl('/invite');
    const refused = outcome(TestBed.inject(Api).send({ method: 'POST', path: '/sign-in', body: {}, anonymous: true }));
    await answer('POST', '/sign-in', problemDocument(401, 'sign_in_refused'), 401);
    expect(await refused).toMatchObject({ status: 401 });
    expect(TestBed.inject(Router).url).toBe('/invite');
  });
});

describe('a busy API', () => {
  beforeEach(async () => {
    await startConsole([{ path: '**', component: Page }]);
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
  });
  afterEach(() => jest.useRealTimers());
  const busy = (method: string, path: string, seconds: string, status = 429) =>
    call(method, path).flush(problemDocument(status, 'too_many_requests'), {
      status,
      statusText: 'busy',
      headers: { 'Retry-After': seconds },
    });

  it('is asked again after Retry-After, with the same Idempotency-Key, and says when', async () => {
    const sent = outcome(TestBed.inject(Api).send({ method: 'POST', path: '/members', body: { a: 1 }, intention: new Intention() }));
    const first = call('POST', '/members');
    first.flush(problemDocument(503, 'unavailable'), { status: 503, statusText: 'busy', headers: { 'Retry-After': '3' } });
    expect(TestBed.inject(Connection).nextTry()).toBe(Date.now() + 3000);
    jest.advanceTimersByTime(2999);
    TestBed.inject(HttpTestingController).expectNone('/api/v1/members');
    jest.advanceTimersByTime(1);
    const second = call('POST', '/members');
    expect(second.request.headers.get('Idempotency-Key')).toBe(first.request.headers.get('Idempotency-Key'));
    second.flush({});
    expect(await sent).toMatchObject({ status: 200 });
  });

  it('is not bothered again by what may not be done twice', async () => {
    const sent = outcome(TestBed.inject(Api).send({ method: 'POST', path: '/sign-in', body: {}, anonymous: true }));
    busy('POST', '/sign-in', '3');
    expect(await sent).toMatchObject({ status: 429, retryAfterSeconds: 3 });
  });

  it('is not waited for longer than half a minute', async () => {
    const read = outcome(get('/seats'));
    busy('GET', '/seats', '31');
    expect(await read).toMatchObject({ status: 429 });
  });

  it('is asked three times more and no further', async () => {
    const read = outcome(get('/seats'));
    for (let turn = 0; turn < 3; turn++) {
      busy('GET', '/seats', '1', 503);
      expect(TestBed.inject(Connection).nextTry()).toBe(Date.now() + 1000);
      jest.advanceTimersByTime(1000);
    }
    busy('GET', '/seats', '1', 503);
    expect(await read).toMatchObject({ status: 503 });
    expect(TestBed.inject(Connection).nextTry()).toBeUndefined();
  });
});
