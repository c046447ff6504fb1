import { Component, computed, inject } from '@angular/core';
import { SessionStore } from '../session/session-store.ts';

/** Whom to ask, where the workspace names someone: an address or a link (`supportContact`). Nothing otherwise. */
@Component({
  selector: 'app-support-contact',
  template: `
    @if (contact(); as support) {
      <a [href]="support.link" rel="noopener">{{ support.text }}</a>
    }
  `,
})
export class SupportContact {
  private readonly session = inject(SessionStore);
  protected readonly contact = computed(() => contactOf(this.session.workspace()?.supportContact));
}

/** A contact as a link: web addresses as they are, everything else as an e-mail address. */
export function contactOf(text: string | undefined): { text: string; link: string } | undefined {
  if (!text) return undefined;
  return { text, link: /^https?:\/\//u.test(text) ? text : `mailto:${text}` };
}
