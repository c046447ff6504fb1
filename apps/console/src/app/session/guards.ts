import { inject } from '@angular/core';
import { type CanActivateFn, RedirectCommand, Router, type UrlTree } from '@angular/router';
import { problemOf } from '../api/problem.ts';
import { SessionStore } from './session-store.ts';

/** Opens a page to whoever is signed in and has nothing to do first. Guards only decide what to show. */
export const signedIn: CanActivateFn = (_route, { url }) =>
  withSession(url, (next, router) => next === 'change_secret' && router.parseUrl('/first-sign-in'));

/** Opens the first sign-in page to whoever must change the secret, and to nobody else. */
export const mustChangeSecret: CanActivateFn = (_route, { url }) =>
  withSession(url, (next, router) => next !== 'change_secret' && router.parseUrl('/'));

async function withSession(url: string, elsewhere: (next: string, router: Router) => UrlTree | false) {
  const router = inject(Router);
  const session = inject(SessionStore);
  try {
    const me = await session.load();
    if (!me) return router.createUrlTree(['/sign-in'], { queryParams: url === '/' ? {} : { next: url } });
    return elsewhere(me.next, router) || true;
  } catch (error) {
    const { code, requestId } = problemOf(error);
    if (code === 'workspace_suspended') return router.parseUrl('/suspended');
    return new RedirectCommand(router.createUrlTree(['/500'], { queryParams: { request: requestId } }), { skipLocationChange: true });
  }
}
