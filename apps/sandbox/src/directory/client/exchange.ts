/** One call to the service, and what it answered. Nothing secret is in it. */
export interface Exchange {
  /** counts up from 1 */
  n: number;
  /** RFC 3339, UTC */
  at: string;
  /** what the directory was about, such as `Assign Ada Marlow` */
  why: string;
  method: string;
  /** behind the base URL, as it was sent */
  path: string;
  request?: unknown;
  /** of HTTP; 0: no answer came */
  status: number;
  /** whole milliseconds until the answer was read */
  ms: number;
  answer?: unknown;
  /** why no answer came */
  problem?: string;
}

/** How many are kept; older ones go. */
const mostExchanges = 300;

/** What was said lately, oldest first. */
export class Exchanges {
  private kept: Exchange[];
  private count: number;

  constructor(kept: Exchange[] = []) {
    this.kept = kept;
    this.count = kept.at(-1)?.n ?? 0;
  }

  note(exchange: Omit<Exchange, 'n'>): Exchange {
    const noted = { n: ++this.count, ...exchange };
    this.kept = [...this.kept.slice(1 - mostExchanges), noted];
    return noted;
  }

  /** @param n the last that is known already; 0: all */
  after(n: number): Exchange[] {
    return this.kept.filter((exchange) => exchange.n > n);
  }

  get last(): number {
    return this.count;
  }

  /** Numbers go on, so that nobody takes the next one for an old one. */
  clear(): void {
    this.kept = [];
  }
}

const secret = /^(password|token|access_token|client_secret|client_assertion|authorization)$/i;

const mostShown = 20_000;

/** The body as it is shown: without its secrets, and not the whole of one that nobody reads to its end. */
export function shown(body: unknown): unknown {
  const safe = redacted(body);
  const text = JSON.stringify(safe, null, 2) ?? '';
  return text.length > mostShown ? `${text.slice(0, mostShown)}… (${text.length} characters)` : safe;
}

function redacted(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(redacted);
  if (body === null || typeof body !== 'object') return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, secret.test(key) ? '•••' : redacted(value)]));
}
