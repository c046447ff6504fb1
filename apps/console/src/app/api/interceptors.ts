import { HttpErrorResponse, HttpEventType, type HttpInterceptorFn, type HttpRequest } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, defer, retry, tap, throwError, timer } from 'rxjs';
import { Words } from '../i18n/words.ts';
import { SignedOut } from '../session/signed-out.ts';
import { ANONYMOUS } from './calls.ts';
import { Connection } from './connection.ts';
import { problemOf } from './problem.ts';

const tries = 3;
const longestWaitSeconds = 30;

/** The reader's language and an id by which the call can be found in every log. */
export const labels: HttpInterceptorFn = (request, next) => {
  const headers = request.headers.set('Accept-Language', inject(Words).language()).set('X-Request-Id', crypto.randomUUID());
  return next(request.clone({ headers }));
};

/** 401 outside the public pages: the session is over; sign in and come back to the same URL. */
export const endOfSession: HttpInterceptorFn = (request, next) => {
  const signedOut = inject(SignedOut);
  const isAnswer = request.context.get(ANONYMOUS);
  return next(request).pipe(
    tap({ error: (error: unknown) => !isAnswer && error instanceof HttpErrorResponse && error.status === 401 && signedOut.happened() }),
  );
};

/** 429 and 503 with `Retry-After`: tries again then, at most three times and 30 s; the same `Idempotency-Key` is sent again. */
export const tryAgain: HttpInterceptorFn = (request, next) => {
  const connection = inject(Connection);
  if (!mayBeSentAgain(request)) return next(request);
  return next(request).pipe(
    retry({
      count: tries,
      delay: (error: unknown) => {
        const { status, retryAfterSeconds } = problemOf(error);
        const wait = retryAfterSeconds ?? (status === 503 ? 2 : undefined);
        if ((status !== 429 && status !== 503) || wait === undefined || wait > longestWaitSeconds) return throwError(() => error);
        return defer(() => {
          const until = Date.now() + wait * 1000;
          connection.waiting(until);
          return timer(wait * 1000).pipe(tap({ finalize: () => connection.tried(until) }));
        });
      },
    }),
  );
};

/** Tells whether the API answers at all, and turns what failed into a `Problem`. */
export const problems: HttpInterceptorFn = (request, next) => {
  const connection = inject(Connection);
  return next(request).pipe(
    tap((event) => event.type === HttpEventType.Response && connection.answered(true)),
    catchError((error: unknown) => {
      const problem = problemOf(error);
      connection.answered(problem.status !== 0);
      return throwError(() => problem);
    }),
  );
};

/** In this order: what is seen first is undone last. */
export const interceptors = [problems, endOfSession, tryAgain, labels];

const mayBeSentAgain = (request: HttpRequest<unknown>) => request.method === 'GET' || request.headers.has('Idempotency-Key');
