import { randomBytes } from 'node:crypto';
import type { Access } from '../client/access.ts';
import { type Answer, ScimClient, type Target } from '../client/scim-client.ts';
import type { Exchange } from '../client/exchange.ts';
import { type Company, newPerson, type Person, type Profile } from '../company.ts';
import { Directory } from '../directory.ts';
import { mapping, valueAt } from '../dialects/attributes.ts';
import { coreGroup, coreUser, patch } from '../dialects/dialect.ts';
import { baseUrlFor, type DialectName, dialects } from '../dialects/dialects.ts';
import { type DirectoryState, Provisioning } from '../provisioning.ts';
import { answers, bodyOf, same } from './expectations.ts';

/** One demand of a check, and whether it was met. */
export interface Step {
  name: string;
  /** what is wrong; nothing: the step passed */
  wrong?: string;
  /** how many calls it took */
  calls: number;
}

/** Where a check plays: the service, names that nobody else uses, and what is to be tidied up at the end. */
export class Stage {
  readonly steps: Step[] = [];
  /** unique, in small letters and digits */
  readonly run = `check${randomBytes(5).toString('hex')}`;
  readonly target: Target;
  /** client credentials, where the service gave some */
  readonly oauth: Access | undefined;
  private readonly as: DialectName;
  private readonly last: string | undefined;
  private isOver = false;
  private readonly made: string[] = [];
  private readonly client: ScimClient;
  private calls: Omit<Exchange, 'n'>[] = [];

  /** @param last how the name of the last step begins that is wanted; absent: all are played */
  constructor(target: Target, as: DialectName, { oauth, last }: Wanted = {}) {
    this.target = target;
    this.as = as;
    this.oauth = oauth;
    this.last = last;
    this.client = this.clientFor(target);
  }

  /** Plays one step; one that fails does not keep the others from being tried. */
  async step(name: string, play: () => Promise<void>): Promise<void> {
    if (this.isOver) return;
    this.isOver = this.last !== undefined && name.startsWith(this.last);
    this.calls = [];
    const wrong = await play().then(
      () => undefined,
      (error: Error) => error.message,
    );
    this.steps.push({ name, calls: this.calls.length, ...(wrong === undefined ? {} : { wrong }) });
  }

  /** `POST /Users 201` and so on, of this step. */
  get said(): string[] {
    return this.calls.map(({ method, path, status }) => `${method} ${path.split('?')[0]} ${status}`);
  }

  /** How many calls of this step were not GETs. */
  get writes(): number {
    return this.calls.filter(({ method }) => method !== 'GET').length;
  }

  async send(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await this.client.send(method, path, body);
    const { id } = (answer.body ?? {}) as { id?: unknown };
    if (method === 'POST' && answer.status === 201 && typeof id === 'string') this.made.push(`${path}/${id}`);
    return answer;
  }

  find(type: 'Users' | 'Groups', filter: string, more: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', `/${type}?${new URLSearchParams({ ...more, filter }).toString()}`);
  }

  patch(path: string, ...operations: object[]): Promise<Answer> {
    return this.send('PATCH', path, patch(...operations));
  }

  /** A name of this run. */
  name(of: string): string {
    return `${of}.${this.run}@check.test`;
  }

  /** Creates a user. @returns the resource. @throws Wrong */
  async user(of: string, more: object = {}): Promise<{ id: string } & Record<string, unknown>> {
    const body = {
      schemas: [coreUser],
      userName: this.name(of),
      name: { givenName: of, familyName: 'Check' },
      emails: [{ value: this.name(of), type: 'work', primary: true }],
      active: true,
      ...more,
    };
    const answer = await this.send('POST', '/Users', body);
    answers(answer, 201);
    return bodyOf(answer) as { id: string };
  }

  /** Creates a group with a name of this run. @returns the resource. @throws Wrong */
  async group(of: string, more: object = {}): Promise<{ id: string } & Record<string, unknown>> {
    const answer = await this.send('POST', '/Groups', { schemas: [coreGroup], displayName: `${of} ${this.run}`, ...more });
    answers(answer, 201);
    return bodyOf(answer) as { id: string };
  }

  /** @returns the body of a resource that is there. @throws Wrong */
  async read(path: string): Promise<Record<string, unknown>> {
    const answer = await this.send('GET', path);
    answers(answer, 200);
    return bodyOf(answer);
  }

  /** Somebody with names of this run, who is in no directory yet. */
  person(givenName: string, more: Partial<Profile> = {}): Person {
    return newPerson({ givenName, familyName: 'Check', userName: this.name(givenName.toLowerCase()), ...more });
  }

  /** A directory with this company, which calls as the check's dialect does. */
  directory(company: Company, { as = this.as, target = this.target, isAtOnce = true, state }: Playing = {}): Directory {
    const whole = state ?? { ...company, cycles: 0 };
    const client = this.clientFor({ ...target, baseUrl: baseUrlFor(as, target.baseUrl) }, as);
    return new Directory(whole, new Provisioning(whole, dialects[as], client), isAtOnce);
  }

  /** What the service has is what the directory has, attribute by attribute. @throws Wrong */
  async matches({ link, ...person }: Person, watched = mapping): Promise<void> {
    const there = await this.read(`/Users/${link}`);
    for (const { path, of } of watched) same(valueAt(there, path) ?? '', of(person), path);
    same('password' in there, false, 'a password in the answer');
  }

  /** @throws Wrong unless the group has just these members */
  async hasMembers(groupId: string, links: readonly (string | undefined)[]): Promise<void> {
    const { members = [] } = await this.read(`/Groups/${groupId}`);
    same((members as { value: string }[]).map(({ value }) => value).toSorted(), links.map(String).toSorted(), 'the members');
  }

  /** What the check created goes; nobody asks whether it worked. */
  async tidyUp({ people, groups }: Company = { people: [], groups: [] }): Promise<void> {
    const links = [...groups.map(({ link }) => `/Groups/${link}`), ...people.map(({ link }) => `/Users/${link}`)];
    for (const path of [...this.made.toReversed(), ...links]) await this.client.send('DELETE', path).catch(() => undefined);
    this.made.length = 0;
  }

  private clientFor(target: Target, as = this.as): ScimClient {
    return new ScimClient(target, dialects[as].headers, (exchange) => this.calls.push(exchange));
  }
}

/** What a check is played for. */
export interface Wanted {
  /** client credentials of the same service, for the part that asks for a token */
  oauth?: Access | undefined;
  /** how the name of the last step begins; absent: all are played */
  last?: string | undefined;
}

interface Playing {
  as?: DialectName;
  target?: Target;
  isAtOnce?: boolean;
  /** goes on with what another directory had */
  state?: DirectoryState;
}
