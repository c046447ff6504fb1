import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, request } from '@playwright/test';
import { IntlMessageFormat } from 'intl-messageformat';
import { run } from './stack.ts';

type Values = Record<string, string | number>;

/** What the pages say in a language, from their own catalogues. */
export function sayingIn(language: 'en' | 'fr'): (key: string, values?: Values) => string {
  const read = (part: string) =>
    JSON.parse(readFileSync(join(import.meta.dirname, `../apps/console/src/${part}i18n/${language}.json`), 'utf8')) as Record<
      string,
      string
    >;
  const messages = { ...read(''), ...read('app/members/'), ...read('app/directory/') };
  return (key, values) => new IntlMessageFormat(messages[key]!, language).format<string>(values) as string;
}

/** The sandbox's directory, which calls Placet as Okta would. */
export class DirectoryPlayer {
  static async as(dialect: 'okta' | 'entra', baseUrl: string, token: string): Promise<DirectoryPlayer> {
    const player = new DirectoryPlayer();
    await player.post('behaviour', { as: dialect, isAtOnce: true });
    await player.post('connection', { baseUrl, token });
    return player;
  }

  /** Another token for the same service: it goes on where it was. */
  use(baseUrl: string, token: string): Promise<unknown> {
    return this.post('connection', { baseUrl, token, isSame: true });
  }
  /** @returns whether the service was content */
  async test(): Promise<boolean> {
    return ((await this.post('test')) as { problem?: string }).problem === undefined;
  }
  async hire(givenName: string, familyName: string, email: string): Promise<void> {
    await this.post('people', { givenName, familyName, userName: email, email });
  }
  assign(who: string): Promise<unknown> {
    return this.post(`people/${who}/assign`);
  }
  async push(displayName: string, members: string[]): Promise<void> {
    await this.post('groups', { displayName, members });
    await this.post(`groups/${encodeURIComponent(displayName)}/push`);
  }

  private async post(path: string, data: object = {}): Promise<unknown> {
    const context = await request.newContext();
    const answer = await context.post(`${new URL(run().inbox).origin}/directory/api/${path}`, { data });
    const text = await answer.text();
    expect(answer.ok(), text).toBe(true);
    await context.dispose();
    return JSON.parse(text) as unknown;
  }
}
