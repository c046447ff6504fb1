import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import { LanguageSwitch } from '../i18n/language-switch.ts';
import { directoryCatalogue } from './directory-catalogue.ts';

export const routes: Routes = [
  {
    path: '',
    resolve: { words: () => inject(LanguageSwitch).open(directoryCatalogue) },
    children: [
      { path: '', loadComponent: () => import('./list/connection-list.ts').then((file) => file.ConnectionList) },
      {
        path: ':connectionId',
        loadComponent: () => import('./connection/connection-page.ts').then((file) => file.ConnectionPage),
        children: [
          { path: '', loadComponent: () => import('./connection/connection-overview.ts').then((file) => file.ConnectionOverview) },
        ],
      },
    ],
  },
];
