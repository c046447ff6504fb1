import type { HttpResourceRef } from '@angular/common/http';
import { effect, inject, untracked } from '@angular/core';
import { Api } from './api.ts';
import { Words } from '../i18n/words.ts';
import { Connection } from './connection.ts';

/** Reads a resource again after each successful write, by whichever page, when the connection is back, and when the screen speaks another language: answers hold names in it. In an injection context. */
export function readAgain(resource: HttpResourceRef<unknown>): void {
  const { changes } = inject(Api);
  const { online } = inject(Connection);
  const { language } = inject(Words);
  const present = () => `${changes()} ${language()}`;
  let seen = present();
  effect(() => {
    const now = present();
    if (!online() || now === seen) return;
    seen = now;
    untracked(() => resource.reload());
  });
}
