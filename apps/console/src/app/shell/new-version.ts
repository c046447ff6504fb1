import { Injectable, signal } from '@angular/core';

const messages = /dynamically imported module|module script failed|Failed to fetch dynamically/u;

/** Whether a part of the console could not be loaded because a newer version took its place. */
@Injectable({ providedIn: 'root' })
export class NewVersion {
  private readonly seen = signal(false);
  readonly isThere = this.seen.asReadonly();
  /** @returns whether the error says so */
  noticedIn(error: unknown): boolean {
    const isMissingPart = error instanceof Error && messages.test(error.message) && navigator.onLine;
    if (isMissingPart) this.seen.set(true);
    return isMissingPart;
  }
}
