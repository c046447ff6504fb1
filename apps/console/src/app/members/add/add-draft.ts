import { computed, inject, Injectable, signal } from '@angular/core';
import type { Language } from '@placet/contracts/display-name';
import { SessionStore } from '../../session/session-store.ts';

export type SignInChoice = 'mail' | 'link' | 'pin' | 'temporary_password';

/** What is typed in the add drawer. Empty texts are absent. */
export interface Draft {
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
  readonly jobTitle: string;
  readonly mobile: string;
  readonly address: { readonly street: string; readonly postalCode: string; readonly city: string; readonly country: string };
  readonly startsOn: string;
  readonly endsOn: string;
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
  jobTitle: '',
  mobile: '',
  address: { street: '', postalCode: '', city: '', country: '' },
  startsOn: '',
  endsOn: '',
});

/** The draft of a new member, in memory as long as the tab lives; it holds no secret. */
@Injectable({ providedIn: 'root' })
export class AddDraft {
  private readonly session = inject(SessionStore);
  readonly model = signal<Draft>(blank('en'));
  private readonly begun = signal('');
  readonly isTyped = computed(() => this.begun() !== '' && JSON.stringify(this.model()) !== this.begun());

  /** Goes on with what was typed, or begins anew. */
  open(): void {
    if (!this.isTyped()) this.clear();
  }
  clear(): void {
    this.begin(blank(this.session.workspace()?.languages[0] ?? 'en'));
  }
  /** For the next one of the same kind: group, access, sites, language and way of sign-in stay. */
  next(): void {
    const { groupIds, seniority, products, siteIds, defaultSiteId, language, signIn } = this.model();
    this.begin({ ...blank(language), groupIds, seniority, products, siteIds, defaultSiteId, signIn });
  }
  private begin(draft: Draft): void {
    this.model.set(draft);
    this.begun.set(JSON.stringify(draft));
  }
}
