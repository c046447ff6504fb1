import { HttpClient } from '@angular/common/http';
import { computed, DOCUMENT, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { MeReply, SignInBody, SignInReply } from '@placet/contracts';
import type { Permission } from '@placet/contracts/permissions';
import { firstValueFrom } from 'rxjs';
import type { z } from 'zod';
import { Api, apiBase } from '../api/api.ts';
import { anonymous } from '../api/calls.ts';
import { Problem, problemOf } from '../api/problem.ts';
import { LanguageSwitch } from '../i18n/language-switch.ts';
import { Preferences } from '../preferences/preferences.ts';
import { SignedOut } from './signed-out.ts';

export type Me = z.infer<typeof MeReply>;
type SignIn = z.infer<typeof SignInBody>;
type SignedIn = z.infer<typeof SignInReply>;

/** Who is signed in, with what he may do. What it shows decides nothing: the server does. */
@Injectable({ providedIn: 'root' })
export class SessionStore {
  private readonly http = inject(HttpClient);
  private readonly api = inject(Api);
  private readonly languages = inject(LanguageSwitch);
  private readonly preferences = inject(Preferences);
  private readonly document = inject(DOCUMENT);
  private asking: Promise<Me | undefined> | undefined;
  private justTyped = '';
  private readonly known = signal<Me | undefined>(undefined);
  readonly me = this.known.asReadonly();
  readonly member = computed(() => this.known()?.member);
  readonly workspace = computed(() => this.known()?.workspace);
  private readonly keys = computed(() => new Set(this.known()?.permissions));

  constructor() {
    const signedOut = inject(SignedOut);
    effect(() => {
      if (signedOut.times() > 0) untracked(() => this.forget());
    });
  }
  can(permission: Permission): boolean {
    return this.keys().has(permission);
  }
  /** The signed-in member, asked for once; undefined where nobody is. @throws Problem other than 401 */
  async load(): Promise<Me | undefined> {
    if (this.known() || !this.mayBeSomebody()) return this.known();
    this.asking ??= this.reload().finally(() => (this.asking = undefined));
    return this.asking;
  }
  async reload(): Promise<Me | undefined> {
    try {
      const me = await firstValueFrom(this.http.get<Me>(`${apiBase}/me`, { context: anonymous() }));
      this.known.set(me);
      this.preferences.wasSignedIn.set(true);
      await this.languages.follow(me.member.language);
      return me;
    } catch (error) {
      const problem: Problem = problemOf(error);
      if (problem.status !== 401) throw problem;
      this.forget();
      return undefined;
    }
  }
  /** @throws Problem 401 wrong, 423 or 429 locked, 403 banned or suspended */
  async signIn(body: SignIn): Promise<SignedIn> {
    const signedIn = await this.api.send<SignedIn>({ method: 'POST', path: '/sign-in', body, anonymous: true });
    this.known.set(undefined);
    this.preferences.wasSignedIn.set(true);
    return signedIn;
  }
  /** What was just typed, for the page that must change it next: nobody types it twice. Memory only, and read once. */
  keepForChange(secret: string): void {
    this.justTyped = secret;
  }
  takeTyped(): string {
    const typed = this.justTyped;
    this.justTyped = '';
    return typed;
  }
  async signOut(): Promise<void> {
    await this.api.send({ method: 'DELETE', path: '/session', anonymous: true });
    this.forget();
  }
  private forget(): void {
    this.known.set(undefined);
    this.preferences.wasSignedIn.set(false);
  }
  /** A first visit asks nobody: the session's cookie can't be seen, but the XSRF cookie comes with it. */
  private mayBeSomebody(): boolean {
    return this.preferences.wasSignedIn() || this.document.cookie.includes('XSRF-TOKEN=');
  }
}
