import { HttpClient, HttpHeaders } from '@angular/common/http';
import { inject, Injectable, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { anonymous } from './calls.ts';
import type { Intention } from './intention.ts';
import { problemOf } from './problem.ts';

/** One write. */
export interface Call {
  readonly method: 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Under `/api/v1`, without it: `/members/…`. */
  readonly path: string;
  readonly body?: unknown;
  /** Gives the `Idempotency-Key`; absent only for sign-in and what may be done twice. */
  readonly intention?: Intention;
  /** The version that was read, for `If-Match`. */
  readonly version?: number;
  /** From a page without session: a 401 is an answer. */
  readonly anonymous?: boolean;
}

/** The base of the API. Always relative: an absolute URL would carry the XSRF token to others. */
export const apiBase = '/api/v1';

/** The one way to write. Reads are `httpResource`s of the domain stores. */
@Injectable({ providedIn: 'root' })
export class Api {
  private readonly http = inject(HttpClient);
  private readonly writes = signal(0);
  /** Grows by one with each successful write; stores whose counters may have changed read again. */
  readonly changes = this.writes.asReadonly();

  /** @throws Problem for any answer that is no success */
  async send<T = void>({ method, path, body, intention, version, anonymous: isAnonymous }: Call): Promise<T> {
    let headers = new HttpHeaders();
    if (intention) headers = headers.set('Idempotency-Key', intention.keyFor(body ?? null));
    if (version !== undefined) headers = headers.set('If-Match', `"${version}"`);
    const context = isAnonymous ? anonymous() : undefined;
    try {
      const answer = await firstValueFrom(this.http.request<T>(method, apiBase + path, { body, headers, ...(context ? { context } : {}) }));
      intention?.answered();
      this.writes.update((count) => count + 1);
      return answer;
    } catch (error) {
      const problem = problemOf(error);
      intention?.answered(problem);
      throw problem;
    }
  }
}
