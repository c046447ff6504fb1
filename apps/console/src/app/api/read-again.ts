import type { HttpResourceRef } from '@angular/common/http';
import { effect, inject, untracked } from '@angular/core';
import { Api } from './api.ts';
import { Connection } from './connection.ts';

/** Reads a resource again after each successful write, by whichever page, and when the connection is back. In an injection context. */
export function readAgain(resource: HttpResourceRef<unknown>): void {
  const { changes } = inject(Api);
  const { online } = inject(Connection);
  let seen = changes();
  effect(() => {
    const now = changes();
    if (!online() || now === seen) return;
    seen = now;
    untracked(() => resource.reload());
  });
}
