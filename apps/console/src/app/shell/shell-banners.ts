import { Component, computed, DOCUMENT, inject, signal } from '@angular/core';
import { Banner } from '@placet/ui';
import { MessagePipe } from '../i18n/message-pipe.ts';
import { SeatsStore } from '../seats/seats-store.ts';
import { SupportContact } from '../states/support-contact.ts';
import { NewVersion } from './new-version.ts';

/** What concerns the whole workspace, at most one banner of each kind. */
@Component({
  selector: 'app-shell-banners',
  imports: [Banner, MessagePipe, SupportContact],
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
        <app-support-contact />
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
  protected readonly overLimit = computed(() =>
    this.seats.pools().find((pool) => pool.grandfathered > 0 && pool.product !== this.dismissed()),
  );
  protected reload(): void {
    this.window?.location.reload();
  }
}
