import { HttpTestingController } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { ada, answer, problemDocument, settle, startConsole } from '../../testing/console-bed.ts';
import { mustChangeSecret, signedIn } from './guards.ts';

@Component({ template: '' })
class Page {}

const go = async (url: string, me: object, status = 200) => {
  const router = TestBed.inject(Router);
  const going = router.navigateByUrl(url);
  await settle();
  await answer('GET', '/me', me, status);
  await going;
  return router;
};

describe('the guards', () => {
  beforeEach(() =>
    startConsole([
      { path: 'members', canActivate: [signedIn], component: Page },
      { path: 'first-sign-in', canActivate: [mustChangeSecret], component: Page },
      { path: '**', component: Page },
    ]),
  );

  it('open a page to whoever is signed in, and ask only once who that is', async () => {
    const router = await go('/members?state=banned', ada());
    expect(router.url).toBe('/members?state=banned');
    await router.navigateByUrl('/members');
    expect(router.url).toBe('/members');
  });

  it('lead others to the sign-in, which knows where they wanted to go', async () => {
    const { url } = await go('/members?drawer=add', problemDocument(401, 'not_signed_in'), 401);
    expect(url).toBe('/sign-in?next=%2Fmembers%3Fdrawer%3Dadd');
  });

  it('ask nobody on a first visit: there is neither a cookie nor a memory of a session', async () => {
    document.cookie = 'XSRF-TOKEN=; max-age=0';
    const router = TestBed.inject(Router);
    await router.navigateByUrl('/members');
    expect(router.url).toBe('/sign-in?next=%2Fmembers');
    expect(TestBed.inject(HttpTestingController).match('/api/v1/me')).toEqual([]);
  });

  it('open nothing but the first sign-in to whoever must change the secret', async () => {
    const router = await go('/members', ada({ next: 'change_secret' }));
    expect(router.url).toBe('/first-sign-in');
    await router.navigateByUrl('/members');
    expect(router.url).toBe('/first-sign-in');
  });

  it('do not open the first sign-in to whoever has nothing to change', async () => {
    expect((await go('/first-sign-in', ada())).url).toBe('/');
  });

  it('say that the workspace is suspended', async () => {
    expect((await go('/members', problemDocument(403, 'workspace_suspended'), 403)).url).toBe('/suspended');
  });

  it('show what broke, under the wanted URL, so that a reload tries again', async () => {
    const router = await go('/members', problemDocument(500, 'unexpected'), 500);
    expect(router.lastSuccessfulNavigation()?.finalUrl?.toString()).toBe('/500?request=req-7');
  });
});
