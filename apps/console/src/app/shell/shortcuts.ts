import { DOCUMENT, inject, Injectable } from '@angular/core';
import { Preferences } from '../preferences/preferences.ts';

/** What a key does, by the name that the list of keys shows. */
export type ShortcutName = 'search' | 'add' | 'members' | 'list';
const keys: Record<string, ShortcutName> = { '/': 'search', n: 'add', '?': 'list', 'g m': 'members' };
const longestPause = 1000;

/** Single keys, as long as nobody is typing and no dialog is open; the reader may switch them off (WCAG 2.1.4). */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  private readonly document = inject(DOCUMENT);
  private readonly preferences = inject(Preferences);
  private leader: { key: string; at: number } | undefined;

  /** Listens until the returned function is called. */
  listen(run: (name: ShortcutName) => void): () => void {
    const onKey = (event: KeyboardEvent) => {
      const name = this.nameOf(event);
      if (!name) return;
      event.preventDefault();
      run(name);
    };
    this.document.addEventListener('keydown', onKey);
    return () => this.document.removeEventListener('keydown', onKey);
  }
  private nameOf(event: KeyboardEvent): ShortcutName | undefined {
    if (!this.preferences.singleKeys() || event.ctrlKey || event.metaKey || event.altKey || this.isBusy(event.target)) return undefined;
    const key = event.key.toLowerCase();
    const leader = this.leader && event.timeStamp - this.leader.at < longestPause ? `${this.leader.key} ` : '';
    this.leader = key === 'g' ? { key, at: event.timeStamp } : undefined;
    return keys[leader + key];
  }
  private isBusy(target: EventTarget | null): boolean {
    const isTyping = target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable="true"]');
    return isTyping || this.document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
  }
}
