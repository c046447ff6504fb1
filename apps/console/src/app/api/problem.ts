import { HttpErrorResponse } from '@angular/common/http';
import type { Problem as ProblemSchema, FieldError as FieldErrorSchema } from '@placet/contracts';
import type { z } from 'zod';

type ProblemDocument = z.infer<typeof ProblemSchema>;
export type FieldError = z.infer<typeof FieldErrorSchema>;

/** An answer that is no success, typed: the problem document of RFC 9457 with its facts, or `offline` (status 0) where no answer came. */
export class Problem extends Error {
  constructor(
    /** HTTP status; 0 where no answer came. */
    readonly status: number,
    /** Machine's name, such as `no_seat_left`; the catalogue says it as `problem.<code>`. */
    readonly code: string,
    readonly title: string,
    readonly detail: string | undefined,
    readonly requestId: string | undefined,
    readonly errors: readonly FieldError[],
    readonly ways: readonly string[],
    /** Further members of the document, such as `purchased` and `used`. */
    readonly facts: Readonly<Record<string, unknown>>,
    /** Whole seconds of `Retry-After`, if given. */
    readonly retryAfterSeconds: number | undefined,
  ) {
    super(title);
    this.name = 'Problem';
  }
  /** A fact that is a number or a text, for messages. */
  values(): Record<string, string | number> {
    const plain = Object.entries(this.facts).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
    return Object.fromEntries(plain) as Record<string, string | number>;
  }
}

/** The problem of a failed answer; anything that is no problem document becomes `offline` or `unexpected`. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (!(error instanceof HttpErrorResponse)) return blank(-1, 'unexpected');
  const header = retryAfterSeconds(error.headers.get('Retry-After'));
  const requestId = error.headers.get('X-Request-Id') ?? undefined;
  const document: unknown = typeof error.error === 'string' ? parsed(error.error) : error.error;
  if (!isDocument(document)) return blank(error.status, error.status === 0 ? 'offline' : 'unexpected', requestId, header);
  const { type: _type, title, status, detail, code, requestId: own, errors, ways, ...facts } = document;
  return new Problem(status, code, title, detail, own ?? requestId, errors ?? [], ways ?? [], facts, header ?? secondsIn(facts));
}

/** Seconds of a `Retry-After` header, which is a number of seconds or an HTTP date (RFC 9110 §10.2.3). */
export function retryAfterSeconds(header: string | null, now = Date.now()): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds));
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000));
}

const secondsIn = ({ retryAfterSeconds: seconds }: Record<string, unknown>) => (typeof seconds === 'number' ? seconds : undefined);

const blank = (status: number, code: string, requestId?: string, retryAfter?: number) =>
  new Problem(status, code, code, undefined, requestId, [], [], {}, retryAfter);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a proxy's page
  }
}
function isDocument(value: unknown): value is ProblemDocument {
  return typeof value === 'object' && value !== null && 'code' in value && 'status' in value && 'title' in value;
}
