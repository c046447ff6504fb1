import { inject } from '@angular/core';
import { type CanActivateFn, Router, type Routes } from '@angular/router';
import type { MessageKey } from './i18n/message-key.ts';
import { mustChangeSecret, signedIn } from './session/guards.ts';
import { SessionStore } from './session/session-store.ts';

const title = (key: MessageKey) => key;
const notice = () => import('./public/notice-page.ts').then((file) => file.NoticePage);

/** The start is the members page for whoever may open it. */
const membersFirst: CanActivateFn = () => (inject(SessionStore).can('members.read') ? inject(Router).parseUrl('/members') : true);

export const routes: Routes = [
  {
    path: 'sign-in',
    title: title('signIn.title'),
    loadComponent: () => import('./public/sign-in-page.ts').then((file) => file.SignInPage),
  },
  { path: 'forgot', title: title('forgot.title'), loadComponent: () => import('./public/forgot-page.ts').then((file) => file.ForgotPage) },
  { path: 'reset', title: title('reset.title'), loadComponent: () => import('./public/reset-page.ts').then((file) => file.ResetPage) },
  {
    path: 'invite',
    title: title('invite.loading'),
    loadComponent: () => import('./public/invite-page.ts').then((file) => file.InvitePage),
  },
  {
    path: 'first-sign-in',
    title: title('firstSignIn.documentTitle'),
    canActivate: [mustChangeSecret],
    loadComponent: () => import('./public/first-sign-in-page.ts').then((file) => file.FirstSignInPage),
  },
  { path: 'banned', title: title('notice.bannedTitle'), data: { kind: 'banned' }, loadComponent: notice },
  { path: 'suspended', title: title('notice.suspendedTitle'), data: { kind: 'suspended' }, loadComponent: notice },
  { path: '500', title: title('notice.brokenTitle'), data: { kind: 'broken' }, loadComponent: notice },
  { path: '404', title: title('notice.notFoundTitle'), data: { kind: 'notFound' }, loadComponent: notice },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: () => import('./shell/shell.ts').then((file) => file.Shell),
    children: [
      {
        path: '',
        pathMatch: 'full',
        canActivate: [membersFirst],
        title: title('start.documentTitle'),
        loadComponent: () => import('./start/start-page.ts').then((file) => file.StartPage),
      },
      {
        path: 'members',
        title: title('nav.members'),
        loadChildren: () => import('./members/members.routes.ts').then((file) => file.routes),
      },
      {
        path: 'directory',
        title: title('nav.directory'),
        loadChildren: () => import('./directory/directory.routes.ts').then((file) => file.routes),
      },
    ],
  },
  { path: '**', title: title('notice.notFoundTitle'), data: { kind: 'notFound' }, loadComponent: notice },
];
