import { setTimeout } from 'node:timers/promises';
import { type Access, Bearer } from './access.ts';
import { type Exchange, shown } from './exchange.ts';

/** What a service answered; the body parsed where it is JSON. */
export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** Where and how to call. */
export interface Target {
  /** such as `http://localhost:3000/scim/v2`; a query stays on every call, as with Entra's `?aadOptscim062020` */
  baseUrl: string;
  access: Access;
}

/** The service refused, or did not answer. The message is what it said, word for word. */
export class Refused extends Error {
  /** of HTTP; 0: no answer came */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

type Note = (exchange: Omit<Exchange, 'n'>) => void;

/** Okta gives up after 60 seconds without a byte. */
const patienceMs = 60_000;
const mostTries = 5;
const mostSeconds = 30;

/** Sends SCIM requests the way one kind of directory does, and notes each. */
export class ScimClient {
  /** what the calls are about from now on */
  why = '';
  private readonly target: Target;
  private readonly headers: Readonly<Record<string, string>>;
  private readonly note: Note;
  private readonly bearer: Bearer;

  constructor(target: Target, headers: Readonly<Record<string, string>>, note: Note) {
    this.target = target;
    this.headers = headers;
    this.note = note;
    this.bearer = new Bearer(target.access);
  }

  /** Waits and tries again where the service says that it was too much, as both do.
   *
   * @param path behind the base URL, such as `/Users?count=2`
   * @throws Refused only when no answer came
   */
  async send(method: string, path: string, body?: unknown): Promise<Answer> {
    for (let tries = 1; ; tries++) {
      const answer = await this.sendOnce(method, path, body);
      if (answer.status !== 429 || tries === mostTries) return answer;
      const seconds = Number(answer.headers.get('retry-after') ?? 1);
      await setTimeout(1000 * Math.min(Number.isFinite(seconds) ? seconds : 1, mostSeconds));
    }
  }

  /** As {@link send}. @throws Refused unless the status is one of those wanted */
  async need(wanted: readonly number[], method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await this.send(method, path, body);
    if (!wanted.includes(answer.status)) throw new Refused(answer.status, sentenceOf(answer));
    return answer;
  }

  private async sendOnce(method: string, path: string, body: unknown): Promise<Answer> {
    const [at, began] = [new Date().toISOString(), performance.now()];
    const told = { at, why: this.why, method, path, ...(body === undefined ? {} : { request: shown(body) }) };
    const ms = () => Math.round(performance.now() - began);
    try {
      let answer = await this.fetch(method, path, body);
      if (answer.status === 401 && this.bearer.forget()) answer = await this.fetch(method, path, body);
      this.note({ ...told, status: answer.status, ms: ms(), ...(answer.body === undefined ? {} : { answer: shown(answer.body) }) });
      return answer;
    } catch (error) {
      const problem = reasonOf(error);
      this.note({ ...told, status: 0, ms: ms(), problem });
      throw new Refused(0, problem);
    }
  }

  private async fetch(method: string, path: string, body: unknown): Promise<Answer> {
    const answer = await fetch(addressOf(this.target.baseUrl, path), {
      method,
      headers: { ...this.headers, authorization: `Bearer ${await this.bearer.value()}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    });
    return { status: answer.status, headers: answer.headers, body: parsed(await answer.text()) };
  }
}

/** A base URL's own query comes first, as Entra writes it. */
function addressOf(baseUrl: string, path: string): string {
  const [base = '', own] = baseUrl.split('?');
  const [place = '', query] = path.split('?');
  const queries = [own, query].filter(Boolean).join('&');
  return `${base.replace(/\/+$/, '')}${place}${queries && `?${queries}`}`;
}

function parsed(text: string): unknown {
  if (!text) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  if (name === 'TimeoutError') return `No answer within ${patienceMs / 1000} seconds.`;
  return cause?.code === 'ECONNREFUSED' ? 'Nobody listens there.' : (cause?.message ?? message);
}

/** What an administrator of the directory would read. */
function sentenceOf({ status, body }: Answer): string {
  const detail = typeof body === 'object' && body !== null && 'detail' in body ? body.detail : undefined;
  return typeof detail === 'string' ? detail : `The service answered ${status}.`;
}
