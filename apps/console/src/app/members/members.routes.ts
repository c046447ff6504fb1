import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import { LanguageSwitch } from '../i18n/language-switch.ts';
import { membersCatalogue } from './members-catalogue.ts';

export const routes: Routes = [
  {
    path: '',
    resolve: { words: () => inject(LanguageSwitch).open(membersCatalogue) },
    children: [{ path: '', loadComponent: () => import('./members-page.ts').then((file) => file.MembersPage) }],
  },
];
