import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { FaultGround } from './fault-ground.ts';

/** One thing that a client asked for, with its key, and what came of it in the end. */
export interface Operation {
  readonly act: 'add' | 'deactivate';
  readonly email: string;
  readonly memberId: string | undefined;
  /** of the answer that settled it: acknowledged where it is a 2xx */
  readonly status: number;
  /** some attempt got no answer, or 503: nobody knew what had become of it */
  readonly wasUnknown: boolean;
  /** the answer of an earlier attempt, which had been lost on its way */
  readonly wasReplayed: boolean;
}

export interface Mail {
  readonly to: string;
  readonly messageId: string;
  readonly links: readonly string[];
  readonly receivedAt: string;
}

const patienceMs = 90_000;

/** What a lost reply looks like; a refused connection was never asked anything. */
const isUnasked = (error: unknown) => (error as { cause?: { code?: string } }).cause?.code === 'ECONNREFUSED';

/** An owner who works through REST with his session, keeps at it until he knows, and reads everything back through the public doors. */
export class FaultOffice {
  /** Answers that no client should ever get: a 5xx that is no 503, or a 503 that does not say when to come back. */
  readonly wrongAnswers: string[] = [];
  private count = 0;

  private constructor(
    private readonly ground: FaultGround,
    readonly workspaceId: string,
    private readonly slug: string,
    private readonly groupId: string,
    private readonly session: Readonly<Record<string, string>>,
  ) {}

  /** Opens a workspace through the operator's door, and signs its owner up. */
  static async open(ground: FaultGround, slug: string, seats: number): Promise<FaultOffice> {
    const send = (path: string, body: object, headers: Record<string, string>) =>
      fetch(ground.home + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: ground.home, ...headers },
        body: JSON.stringify(body),
      });
    const owner = { firstName: 'Olga', lastName: 'Owner', email: `owner@${slug}.test` };
    const opened = await send(
      '/operator/v1/workspaces',
      { slug, name: slug, owner, products: [{ product: 'core', seats }] },
      { authorization: `Bearer ${ground.operatorToken}` },
    );
    if (opened.status !== 201) throw new Error(await opened.text());
    const { workspace, secret } = (await opened.json()) as { workspace: { id: string }; secret: { ownerActivationToken: string } };
    const password = 'correct horse battery staple';
    const accepted = await send('/api/v1/invitations/accept', { token: secret.ownerActivationToken, password }, {});
    if (accepted.status !== 200) throw new Error(await accepted.text());
    const cookies = accepted.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
    const xsrf = cookies.find((cookie) => cookie.startsWith('XSRF-TOKEN='))?.slice('XSRF-TOKEN='.length) ?? '';
    const session = { cookie: cookies.join('; '), 'x-xsrf-token': xsrf, origin: ground.home };
    const groups = await fetch(`${ground.home}/api/v1/groups`, { headers: session });
    const { items } = (await groups.json()) as { items: { id: string; builtIn?: string }[] };
    return new FaultOffice(ground, workspace.id, slug, items.find(({ builtIn }) => builtIn === 'member')?.id ?? '', session);
  }

  /** Adds a person with a seat. @param sendMail false: the owner hands the link over */
  add(sendMail: boolean): Promise<Operation> {
    const n = ++this.count;
    const email = `person${n}@${this.slug}.test`;
    const body = { firstName: 'Ada', lastName: `Byron ${n}`, email, groupIds: [this.groupId], products: ['core'], sendMail };
    return this.settled('add', email, '/members', body);
  }

  deactivate({ email, memberId }: Operation): Promise<Operation> {
    return this.settled('deactivate', email, `/members/${memberId}/deactivate`, {});
  }

  /** All rows of a list. */
  async all<T>(path: string): Promise<T[]> {
    const rows: T[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const query = `limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const page = (await this.read(`/api/v1${path}?${query}`)) as { items: T[]; nextCursor?: string };
      rows.push(...page.items);
      cursor = page.nextCursor;
    }
    return rows;
  }

  /** @throws where the answer is none that a reader expects */
  async read(path: string): Promise<unknown> {
    const headers = path.startsWith('/operator/') ? { authorization: `Bearer ${this.ground.operatorToken}` } : this.session;
    const answer = await fetch(this.ground.home + path, { headers });
    if (!answer.ok && !path.startsWith('/health/')) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** What arrived for the people of this workspace. */
  async mails(): Promise<Mail[]> {
    const answer = await fetch(`${this.ground.inbox}/messages`);
    return ((await answer.json()) as Mail[]).filter(({ to }) => to.endsWith(`@${this.slug}.test`));
  }

  /** Whether the link of this mail opens the invitation. */
  async opens({ links }: Mail): Promise<boolean> {
    const token = links.find((link) => link.includes('#'))?.split('#')[1] ?? '';
    const headers = { 'content-type': 'application/json', origin: this.ground.home };
    return (await fetch(`${this.ground.home}/api/v1/invitations/preview`, { method: 'POST', headers, body: JSON.stringify({ token }) })).ok;
  }

  /** Asks with one key until the answer is one that stays. */
  private async settled(act: Operation['act'], email: string, path: string, body: object): Promise<Operation> {
    const headers = { ...this.session, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    let wasUnknown = false;
    for (const deadline = Date.now() + patienceMs; Date.now() < deadline;) {
      try {
        const answer = await fetch(`${this.ground.home}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
        const reply = (await answer.json()) as { member?: { id: string }; code?: string };
        if (answer.status < 500) {
          const wasReplayed = answer.headers.get('idempotent-replayed') === 'true';
          return { act, email, memberId: reply.member?.id, status: answer.status, wasUnknown, wasReplayed };
        }
        wasUnknown = true;
        const comeBack = Number(answer.headers.get('retry-after'));
        if (answer.status !== 503 || !comeBack) this.wrongAnswers.push(`${act}: ${answer.status} ${reply.code}`);
        await pause(comeBack * 1_000); // as the answer says
      } catch (error) {
        wasUnknown ||= !isUnasked(error);
        await pause(100);
      }
    }
    return { act, email, memberId: undefined, status: 0, wasUnknown, wasReplayed: false };
  }
}
