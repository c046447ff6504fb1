import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, request, type APIRequestContext, type Page } from '@playwright/test';

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

/** The REST API with the owner's session: cookie, and the token that unsafe methods echo. */
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

  /** Adds a member of the built-in group Member. */
  async addMember(person: Record<string, unknown>): Promise<{ member: { id: string; username: string }; secret?: { value: string } }> {
    const { items } = await this.get<{ items: { id: string; builtIn?: string }[] }>('/groups');
    const member = items.find(({ builtIn }) => builtIn === 'member')!.id;
    return this.post('/members', { groupIds: [member], products: [], ...person });
  }

  async seats(product: string): Promise<{ assigned: number; reserved: number; free: number; waiting: number }> {
    const { items } = await this.get<{ items: { product: string; assigned: number; reserved: number; free: number; waiting: number }[] }>(
      '/seats',
    );
    return items.find((pool) => pool.product === product)!;
  }
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

/** Waits for a mail to this address and opens its first link. */
export async function linkMailedTo(address: string): Promise<string> {
  const context = await request.newContext();
  let link: string | undefined;
  await expect
    .poll(
      async () => {
        const answer = await context.get(`${run().inbox}/messages?to=${encodeURIComponent(address)}`);
        const mails = (await answer.json()) as { links: string[] }[];
        link = mails[0]?.links.find((one) => one.includes('#'));
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
