import { Injectable, signal } from '@angular/core';

/** One short message. `undo` stays on offer for `seconds` (default 6, or 30 with an action) and longer while it is focused or hovered. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly seconds: number;
}

/** Says that something was done. `ui-toast-outlet` shows them, politely. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly list = signal<readonly Toast[]>([]);
  private next = 1;
  readonly shown = this.list.asReadonly();

  show(text: string, action?: Toast['action']): void {
    const toast: Toast = { id: this.next++, text, seconds: action ? 30 : 6, ...(action ? { action } : {}) };
    this.list.update((list) => [...list.slice(-2), toast]);
  }
  dismiss(id: number): void {
    this.list.update((list) => list.filter((toast) => toast.id !== id));
  }
}
