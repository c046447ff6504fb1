import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, request, type APIRequestContext, type Browser, type Page } from '@playwright/test';

interface RunFile {
  console: string;
  inbox: string;
  scim: string;
  operator: { url: string; token: string };
  workspaces: Record<string, { id: string; owner: { username: string; password: string }; scim?: { token: string } }>;
}

/** Where the product under test answers; written by the start once everything is ready. */
export const run = (): RunFile => JSON.parse(readFileSync(join(import.meta.dirname, '../.placet/e2e/run.json'), 'utf8')) as RunFile;

export const password = 'correct horse battery staple';
let count = 0;

/** A workspace of a journey's own, opened through the operator's door, with its owner signed up. */
export interface Workspace {
  readonly slug: string;
  readonly owner: { readonly username: string };
  /** signed in as the owner: arranges what a journey is not about */
  readonly api: OwnerApi;
}

/** @param seats bought per product */
export async function openWorkspace(seats: Record<string, number>, language: 'en' | 'fr' = 'en'): Promise<Workspace> {
  const slug = `e2e-${Date.now().toString(36)}-${count++}`;
  const { operator, console: home } = run();
  const context = await request.newContext({ baseURL: home, extraHTTPHeaders: { origin: home } });
  const username = `owner@${slug}.test`;
  const opened = await context.post(`${operator.url}/workspaces`, {
    headers: { authorization: `Bearer ${operator.token}` },
    data: {
      slug,
      name: `Journey ${count}`,
      language,
      languages: ['en', 'fr'],
      owner: { firstName: 'Olga', lastName: 'Owner', email: username },
      products: Object.entries(seats).map(([product, number]) => ({ product, seats: number })),
    },
  });
  expect(opened.status(), await opened.text()).toBe(201);
  const { secret } = (await opened.json()) as { secret: { ownerActivationToken: string } };
  const accepted = await context.post('/api/v1/invitations/accept', { data: { token: secret.ownerActivationToken, password, language } });
  expect(accepted.status(), await accepted.text()).toBe(200);
  return { slug, owner: { username }, api: new OwnerApi(context) };
}

/** The REST API with a session, most often the owner's: cookie, and the token that unsafe methods echo. */
export class OwnerApi {
  constructor(private readonly context: APIRequestContext) {}

  async get<T>(path: string): Promise<T> {
    const answer = await this.context.get(`/api/v1${path}`);
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as T;
  }

  async post<T>(path: string, data: object = {}): Promise<T> {
    const { cookies } = await this.context.storageState();
    const token = cookies.find(({ name }) => name === 'XSRF-TOKEN')?.value ?? '';
    const answer = await this.context.post(`/api/v1${path}`, { data, headers: { 'x-xsrf-token': token } });
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as T;
  }

  /** The id of a built-in group, such as `auditor`. */
  async group(builtIn: string): Promise<string> {
    const { items } = await this.get<{ items: { id: string; builtIn?: string }[] }>('/groups');
    return items.find((group) => group.builtIn === builtIn)!.id;
  }

  /** Adds a member of the built-in group Member. */
  async addMember(person: Record<string, unknown>): Promise<{ member: { id: string; username: string }; secret?: { value: string } }> {
    return this.post('/members', { groupIds: [await this.group('member')], products: [], ...person });
  }

  member(memberId: string): Promise<Member> {
    return this.get(`/members/${memberId}`);
  }

  /** The session as a browser keeps it: `browser.newContext({ storageState })` is signed in. */
  session(): ReturnType<APIRequestContext['storageState']> {
    return this.context.storageState();
  }

  async seats(product: string): Promise<{ assigned: number; reserved: number; free: number; waiting: number }> {
    const { items } = await this.get<{ items: { product: string; assigned: number; reserved: number; free: number; waiting: number }[] }>(
      '/seats',
    );
    return items.find((pool) => pool.product === product)!;
  }
}

/** What journeys look at in a member. */
export interface Member {
  readonly state: string;
  readonly products: string[];
  readonly groups: { readonly id: string; readonly name: string }[];
  readonly credential: { readonly changeRequired: boolean };
  readonly ban?: { readonly reason: string };
  readonly invitationId?: string;
}

/** Adds somebody who joins at once by a link handed over; with the session that began there. */
export async function joined(owner: OwnerApi, person: Record<string, unknown>): Promise<{ id: string; api: OwnerApi }> {
  const { member, secret } = await owner.addMember({ ...person, credential: 'activation_link', sendMail: false });
  const { console: home } = run();
  const context = await request.newContext({ baseURL: home, extraHTTPHeaders: { origin: home } });
  const accepted = await context.post('/api/v1/invitations/accept', { data: { token: secret!.value.split('#')[1], password } });
  expect(accepted.status(), await accepted.text()).toBe(200);
  return { id: member.id, api: new OwnerApi(context) };
}

/** A page of a browser of his own, in which he is signed in already. */
export async function pageOf(browser: Browser, api: OwnerApi, locale = 'en-GB'): Promise<Page> {
  const context = await browser.newContext({ storageState: await api.session(), locale });
  return context.newPage();
}

/** Opens a link in a browser that knows nobody, and says what its page is called. */
export async function headingBehind(browser: Browser, link: string): Promise<string> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  const heading = page.locator('h1:not(.ui-hidden)');
  await heading.waitFor();
  const text = await heading.innerText();
  await context.close();
  return text;
}

/** Signs in through the page, as a person would. */
export async function signIn(page: Page, workspace: string, username: string, secret: string, words = english): Promise<void> {
  await page.goto(`/sign-in?workspace=${workspace}`);
  await page.getByRole('textbox', { name: words.username }).fill(username);
  await page.getByLabel(words.password, { exact: true }).fill(secret);
  await page.getByRole('button', { name: words.signIn, exact: true }).click();
}

export const english = { username: 'Username', password: 'Password', signIn: 'Sign in' };
export const french = { username: 'Nom d’utilisateur', password: 'Mot de passe', signIn: 'Se connecter' };

/** Waits for a mail to this address and gives its link; `otherThan` one that an earlier mail had. */
export async function linkMailedTo(address: string, otherThan?: string): Promise<string> {
  const context = await request.newContext();
  let link: string | undefined;
  await expect
    .poll(
      async () => {
        const answer = await context.get(`${run().inbox}/messages?to=${encodeURIComponent(address)}`);
        const mails = (await answer.json()) as { links: string[] }[];
        link = mails.flatMap(({ links }) => links).find((one) => one.includes('#') && one !== otherThan);
        return link;
      },
      { timeout: 20_000, message: `a mail to ${address}` },
    )
    .toBeTruthy();
  await context.dispose();
  return link!;
}

/** Fails a journey on anything that the browser's console calls an error. */
export function watchConsole(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return errors;
}
