import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import { LanguageSwitch } from '../i18n/language-switch.ts';
import { membersCatalogue } from '../members/members-catalogue.ts';
import { directoryCatalogue } from './directory-catalogue.ts';

export const routes: Routes = [
  {
    path: '',
    // Forms, acts and groups are those of the members' pages.
    resolve: {
      words: () => inject(LanguageSwitch).open(directoryCatalogue),
      membersWords: () => inject(LanguageSwitch).open(membersCatalogue),
    },
    children: [
      { path: '', loadComponent: () => import('./list/connection-list.ts').then((file) => file.ConnectionList) },
      { path: 'new', loadComponent: () => import('./setup/new-connection-page.ts').then((file) => file.NewConnectionPage) },
      {
        path: ':connectionId',
        loadComponent: () => import('./connection/connection-page.ts').then((file) => file.ConnectionPage),
        children: [
          { path: '', loadComponent: () => import('./connection/connection-overview.ts').then((file) => file.ConnectionOverview) },
          { path: 'setup', loadComponent: () => import('./setup/connection-setup.ts').then((file) => file.ConnectionSetup) },
          { path: 'log', loadComponent: () => import('./log/connection-log.ts').then((file) => file.ConnectionLog) },
          { path: 'groups', loadComponent: () => import('./mapping/connection-groups.ts').then((file) => file.ConnectionGroups) },
          { path: 'access', loadComponent: () => import('./access/connection-access.ts').then((file) => file.ConnectionAccess) },
          { path: 'settings', loadComponent: () => import('./settings/connection-settings.ts').then((file) => file.ConnectionSettings) },
        ],
      },
    ],
  },
];
