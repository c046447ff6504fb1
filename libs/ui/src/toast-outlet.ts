import { Component, DestroyRef, effect, inject } from '@angular/core';
import { Icon } from './icon.ts';
import { Toasts, type Toast } from './toasts.ts';
import { UiWords } from './ui-words.ts';

/** Where toasts appear; a polite live region. The clock of a toast stands still while it is hovered or holds the focus (WCAG 2.2.1). */
@Component({
  selector: 'ui-toast-outlet',
  imports: [Icon],
  template: `
    @for (toast of toasts.shown(); track toast.id) {
      <div class="toast" (mouseenter)="hold(toast)" (mouseleave)="start(toast)" (focusin)="hold(toast)" (focusout)="start(toast)">
        <span>{{ toast.text }}</span>
        @if (toast.action; as action) {
          <button type="button" class="ui-link" (click)="act(toast)">{{ action.label }}</button>
        }
        <button type="button" class="close" [attr.aria-label]="words.say('dismiss')" (click)="toasts.dismiss(toast.id)">
          <ui-icon name="close" [size]="14" />
        </button>
      </div>
    }
  `,
  styleUrl: './toast-outlet.scss',
  host: { role: 'status', 'aria-live': 'polite' },
})
export class ToastOutlet {
  protected readonly toasts = inject(Toasts);
  protected readonly words = inject(UiWords);
  private readonly clocks = new Map<number, ReturnType<typeof setTimeout>>();

  constructor() {
    effect(() => this.toasts.shown().forEach((toast) => this.clocks.has(toast.id) || this.start(toast)));
    inject(DestroyRef).onDestroy(() => this.clocks.forEach((clock) => clearTimeout(clock)));
  }
  protected act(toast: Toast): void {
    this.toasts.dismiss(toast.id);
    toast.action?.run();
  }
  protected hold(toast: Toast): void {
    clearTimeout(this.clocks.get(toast.id));
  }
  protected start(toast: Toast): void {
    this.hold(toast);
    this.clocks.set(
      toast.id,
      setTimeout(() => this.toasts.dismiss(toast.id), toast.seconds * 1000),
    );
  }
}
