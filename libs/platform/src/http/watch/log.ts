import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';
import type { Config } from '../../config.ts';

/** All that a line may hold. Whatever else is passed, such as a body, a header or an address, is left out. */
const mayBeLogged = new Set([
  'requestId',
  'method',
  'route',
  'status',
  'ms',
  'actorKind',
  'actorId',
  'workspaceId',
  'command',
  'outcome',
  'context',
  'err',
  'job',
  'count',
  'url',
]);

const flushEveryMs = 100;
let output: DestinationStream | undefined;

/** Lines go out together: a call of the system for each of them costs more than the rest of a quick request. What ends the process in any way but
 * `kill -9` lets them out first.
 */
function standardOutput(): DestinationStream {
  if (output) return output;
  const stream = pino.destination({ dest: 1, sync: false, minLength: 4_096 });
  setInterval(() => stream.flush(), flushEveryMs).unref();
  return (output = stream);
}

/** The process's log: JSON lines on the standard output, with fields of an allow-list. */
export function makeLog({ logLevel }: Config, destination: DestinationStream = standardOutput()): Logger {
  const options = {
    level: logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (level: string) => ({ level }),
      log: (fields: object) => Object.fromEntries(Object.entries(fields).filter(([name]) => mayBeLogged.has(name))),
    },
    serializers: { err: faultOf },
  };
  return pino(options, destination);
}

/** Class and frames of an error, and of its causes. Messages stay out: they may quote what a person typed. */
export function faultOf(error: unknown): object {
  if (!(error instanceof Error)) return { class: typeof error };
  const { code } = error as { code?: unknown };
  return {
    class: error.constructor.name,
    ...(typeof code === 'string' ? { code } : {}),
    stack: (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)),
    ...(error.cause === undefined ? {} : { cause: faultOf(error.cause) }),
  };
}

/** Nest speaks through the same log. Its route list is left to the debug level. */
export class NestLog implements LoggerService {
  constructor(private readonly pino: Logger) {}

  log(message: unknown, context?: string): void {
    this.say('debug', message, context);
  }
  debug(message: unknown, context?: string): void {
    this.say('debug', message, context);
  }
  verbose(message: unknown, context?: string): void {
    this.say('trace', message, context);
  }
  warn(message: unknown, context?: string): void {
    this.say('warn', message, context);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.say('error', message, rest.at(-1));
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.say('fatal', message, rest.at(-1));
  }

  private say(level: 'trace' | 'debug' | 'warn' | 'error' | 'fatal', message: unknown, context: unknown): void {
    const fields = typeof context === 'string' ? { context } : {};
    if (message instanceof Error) this.pino[level]({ ...fields, err: message }, 'fault');
    else this.pino[level](fields, String(message));
  }
}
