import { inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';

/** Pages by cursor, both ways: remembers where the page before a cursor began, in memory. A copied link knows its own page only. */
@Injectable({ providedIn: 'root' })
export class CursorTrail {
  private readonly router = inject(Router);
  private readonly before = new Map<string, string | undefined>();

  next(from: string | undefined, cursor: string): Promise<boolean> {
    this.before.set(cursor, from);
    return this.go(cursor);
  }
  /** The page before, or the first one where the way here is not known. */
  previous(from: string | undefined): Promise<boolean> {
    return this.go(this.before.get(from ?? '') ?? null);
  }
  private go(cursor: string | null): Promise<boolean> {
    return this.router.navigate([], { queryParams: { cursor }, queryParamsHandling: 'merge' });
  }
}
