import { HttpException } from '@nestjs/common';
import type { Problem } from '@placet/contracts';
import { DomainError, InvalidField } from '@placet/kernel';
import type { z } from 'zod';
import { DatabaseGone, isLost } from '../../database/lane.ts';
import './kernel-problems.ts';
import { BodyTooLarge, InvalidFields, MalformedRequest, NoSuchRoute, UnsupportedMediaType } from './malformed.ts';
import { mostBody } from '../messages/body-parsers.ts';
import { codeOf, entryOf, typeOf, type KnownProblem } from './problem-table.ts';
import { NotSignedIn, Unavailable, Unexpected } from './refusals.ts';

/** An error as it goes out. */
export interface ProblemAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: z.infer<typeof Problem>;
}

/** Turns whatever was thrown into an answer that tells no internals: a fault is a 500 with its request id and nothing else. */
export function problemOf(thrown: unknown, requestId: string): ProblemAnswer {
  const refusal = asRefusal(thrown);
  const error = refusal instanceof InvalidField ? new InvalidFields([refusal]) : refusal;
  const entry = entryOf(error) ?? unsaid(error);
  const ways = typeof entry.ways === 'function' ? entry.ways(error) : entry.ways;
  return {
    status: entry.status,
    headers: entry.headers?.(error) ?? {},
    body: {
      type: typeOf(entry.code),
      title: entry.title,
      status: entry.status,
      detail: error.message,
      code: entry.code,
      requestId,
      ...entry.facts?.(error),
      ...(ways?.length ? { ways: [...ways] } : {}),
    },
  };
}

/** The refusal that an error of the framework or the database stands for. */
export function asRefusal(thrown: unknown): DomainError {
  if (thrown instanceof DomainError) return thrown;
  if (isUnavailable(thrown)) return new Unavailable();
  const status = thrown instanceof HttpException ? thrown.getStatus() : (thrown as { statusCode?: unknown } | undefined)?.statusCode;
  const { code = '', cause } = (thrown ?? {}) as { code?: string; cause?: { code?: string } };
  if (/^FST_ERR_CTP_(INVALID_JSON|EMPTY_JSON)/.test(cause?.code ?? code)) return new MalformedRequest('json');
  if (code === 'FST_ERR_BAD_URL') return new MalformedRequest('url');
  if (status === 401) return new NotSignedIn();
  if (status === 404 || status === 414) return new NoSuchRoute();
  if (status === 413) return new BodyTooLarge(mostBody);
  if (status === 415) return new UnsupportedMediaType();
  if (status === 503) return new Unavailable();
  if (typeof status === 'number' && status >= 400 && status < 500) return new MalformedRequest('request');
  return new Unexpected();
}

/** A lost connection, a statement past its time, or a server that takes no more clients; also as the cause of another error. */
function isUnavailable(thrown: unknown): boolean {
  for (let fault = thrown as { cause?: unknown; code?: string; message?: string } | undefined; fault; fault = fault.cause as typeof fault) {
    if (fault instanceof DatabaseGone || isLost(fault)) return true;
    if (/^(57014|55P03|53300)$/.test(fault.code ?? '') || fault.message === 'timeout exceeded when trying to connect') return true;
  }
  return false;
}

/** A rule that said no before anybody said how to tell it: still a refusal, by its own name. */
const unsaid = (error: DomainError): KnownProblem => ({
  status: 409,
  title: 'That is not possible now',
  code: codeOf(error.constructor.name),
});
