import { DOCUMENT, effect, inject, Injectable, signal, type WritableSignal } from '@angular/core';
import type { Language } from '@placet/contracts/display-name';

export type Theme = 'system' | 'light' | 'dark';
/** What the sign-in page remembers on request; never a secret. */
export interface RememberedSignIn {
  readonly workspace: string;
  readonly username: string;
}

/** What one browser keeps for its reader. Without storage (private windows) it lasts as long as the tab. */
@Injectable({ providedIn: 'root' })
export class Preferences {
  private readonly storage = storageOf(inject(DOCUMENT).defaultView);
  readonly theme = this.kept<Theme>('theme', 'system');
  readonly language = this.kept<Language | undefined>('language', undefined);
  readonly singleKeys = this.kept('single-keys', true);
  /** Whether somebody was signed in here when it was last looked; the session itself is the server's. */
  readonly wasSignedIn = this.kept('signed-in', false);
  readonly signIn = this.kept<RememberedSignIn | undefined>('sign-in', undefined);

  constructor() {
    const root = inject(DOCUMENT).documentElement;
    effect(() => root.setAttribute('data-theme', this.theme()));
  }
  private kept<T>(name: string, initial: T): WritableSignal<T> {
    const key = `placet.${name}`;
    const value = signal<T>(read(this.storage, key) ?? initial);
    effect(() => write(this.storage, key, value()));
    return value;
  }
}

function storageOf(window: Window | null): Storage | undefined {
  try {
    return window?.localStorage;
  } catch {
    return undefined; // blocked by the browser's settings
  }
}
function read<T>(storage: Storage | undefined, key: string): T | undefined {
  try {
    const text = storage?.getItem(key);
    return text ? (JSON.parse(text) as T) : undefined;
  } catch {
    return undefined; // unreadable: as if never kept
  }
}
function write(storage: Storage | undefined, key: string, value: unknown): void {
  try {
    if (value === undefined) storage?.removeItem(key);
    else storage?.setItem(key, JSON.stringify(value));
  } catch {
    // full or blocked: the choice lasts as long as the tab
  }
}
