import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import { LanguageSwitch } from '../i18n/language-switch.ts';
import { membersCatalogue } from './members-catalogue.ts';

export const routes: Routes = [
  {
    path: '',
    resolve: { words: () => inject(LanguageSwitch).open(membersCatalogue) },
    children: [
      {
        path: '',
        loadComponent: () => import('./members-page.ts').then((file) => file.MembersPage),
        children: [
          { path: '', loadComponent: () => import('./list/member-list.ts').then((file) => file.MemberList) },
          {
            path: 'invitations',
            loadComponent: () => import('./invitations/invitation-list.ts').then((file) => file.InvitationList),
          },
          { path: 'waiting', loadComponent: () => import('./invitations/waiting-list.ts').then((file) => file.WaitingList) },
        ],
      },
      {
        path: ':memberId',
        loadComponent: () => import('./member/member-page.ts').then((file) => file.MemberPage),
        children: [
          { path: '', loadComponent: () => import('./member/member-profile.ts').then((file) => file.MemberProfile) },
          { path: 'access', loadComponent: () => import('./member/member-access.ts').then((file) => file.MemberAccess) },
        ],
      },
    ],
  },
];
