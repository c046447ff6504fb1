import { DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import type { MessageKey } from '../i18n/message-key.ts';
import { Words } from '../i18n/words.ts';
import { SessionStore } from '../session/session-store.ts';

/** The document's title: the page's heading, else the route's `title` (a key), then workspace and product, in the reader's language. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly words = inject(Words);
  private readonly session = inject(SessionStore);
  private readonly key = signal<MessageKey | undefined>(undefined);
  /** What the page in view calls itself; it sets and clears it (`PageHead` does). */
  readonly heading = signal<string | undefined>(undefined);

  constructor() {
    super();
    const document = inject(DOCUMENT);
    effect(() => {
      const key = this.key();
      const page = this.heading() ?? (key && this.words.say(key));
      document.title = [page, this.session.workspace()?.name, 'Placet'].filter(Boolean).join(' · ');
    });
  }
  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.key.set(this.buildTitle(snapshot) as MessageKey | undefined);
  }
}
