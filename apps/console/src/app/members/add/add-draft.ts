import { computed, inject, Injectable, signal } from '@angular/core';
import type { Language } from '@placet/contracts/display-name';
import { SessionStore } from '../../session/session-store.ts';
import { type Details, noDetails } from '../pieces/person-details.ts';

export type SignInChoice = 'mail' | 'link' | 'pin' | 'temporary_password';

/** What is typed in the add drawer. Empty texts are absent. */
export interface Draft extends Details {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly username: string;
  readonly groupIds: readonly string[];
  readonly seniority: string;
  readonly products: readonly string[];
  readonly siteIds: readonly string[];
  readonly defaultSiteId: string;
  readonly language: Language;
  readonly signIn: SignInChoice;
  readonly message: string;
}

const blank = (language: Language): Draft => ({
  firstName: '',
  lastName: '',
  email: '',
  username: '',
  groupIds: [],
  seniority: '',
  products: [],
  siteIds: [],
  defaultSiteId: '',
  language,
  signIn: 'mail',
  message: '',
  ...noDetails,
});

/** The draft of a new member, in memory as long as the tab lives; it holds no secret. */
@Injectable({ providedIn: 'root' })
export class AddDraft {
  private readonly session = inject(SessionStore);
  readonly model = signal<Draft>(blank('en'));
  private readonly begun = signal(blank('en'));
  readonly isTyped = computed(() => JSON.stringify(this.model()) !== JSON.stringify(this.begun()));

  /** Goes on with what was typed, or begins anew. */
  open(): void {
    if (!this.isTyped()) this.clear();
  }
  clear(): void {
    this.begin(blank(this.session.workspace()?.languages[0] ?? 'en'));
  }
  /** The group that most people are in, as long as none was chosen; it is no text that could be lost. */
  propose(groupId: string): void {
    if (this.begun().groupIds.length || this.model().groupIds.length) return;
    for (const draft of [this.begun, this.model]) draft.update((typed) => ({ ...typed, groupIds: [groupId] }));
  }
  /** For the next one of the same kind: group, access, sites, language and way of sign-in stay. */
  next(): void {
    const { groupIds, seniority, products, siteIds, defaultSiteId, language, signIn } = this.model();
    this.begin({ ...blank(language), groupIds, seniority, products, siteIds, defaultSiteId, signIn });
  }
  private begin(draft: Draft): void {
    this.model.set(draft);
    this.begun.set(draft);
  }
}
