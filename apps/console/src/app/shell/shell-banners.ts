import { Component, computed, DOCUMENT, inject, signal } from '@angular/core';
import { Banner } from '@placet/ui';
import { MessagePipe } from '../i18n/message-pipe.ts';
import { SeatsStore } from '../seats/seats-store.ts';
import { SessionStore } from '../session/session-store.ts';
import { NewVersion } from './new-version.ts';

/** What concerns the whole workspace, at most one banner of each kind. */
@Component({
  selector: 'app-shell-banners',
  imports: [Banner, MessagePipe],
  template: `
    @if (newVersion.isThere()) {
      <ui-banner tone="accent">
        {{ 'banner.newVersion' | t }}
        <button actions type="button" class="ui-button" (click)="reload()">{{ 'banner.reload' | t }}</button>
      </ui-banner>
    }
    @if (overLimit(); as pool) {
      <ui-banner tone="warning" [dismissible]="true" (dismissed)="dismissed.set(pool.product)">
        {{ 'banner.overLimit' | t: { product: pool.name, used: pool.assigned + pool.reserved, total: pool.purchased } }}
        @if (support(); as contact) {
          {{ contact }}
        }
      </ui-banner>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--s2);
      margin-bottom: var(--s4);
    }
    :host:not(:has(*)) {
      display: none;
    }
  `,
})
export class ShellBanners {
  private readonly seats = inject(SeatsStore);
  private readonly window = inject(DOCUMENT).defaultView;
  protected readonly newVersion = inject(NewVersion);
  protected readonly dismissed = signal<string | undefined>(undefined);
  protected readonly support = computed(() => this.session.workspace()?.supportContact);
  protected readonly overLimit = computed(() =>
    this.seats.pools().find((pool) => pool.grandfathered > 0 && pool.product !== this.dismissed()),
  );
  private readonly session = inject(SessionStore);
  protected reload(): void {
    this.window?.location.reload();
  }
}
