import { DestroyRef, DOCUMENT, inject, Injectable } from '@angular/core';
import { finalize, Observable, Subject } from 'rxjs';
import { apiBase } from './api.ts';

const retryMs = 10_000;

/** What tabs say to each other. */
type Said =
  | { readonly kind: 'leads' }
  | { readonly kind: 'wants'; readonly tab: string; readonly topics: readonly string[] }
  | { readonly kind: 'told'; readonly topic: string };

/** What happens on the server, as it happens. One connection a browser: the tab that holds the lock has it and tells the others, since six tabs
 * with one each would use up all that HTTP/1.1 allows. Where there is none (refused, cut off), watchers are told every ten seconds to look by themselves.
 */
@Injectable({ providedIn: 'root' })
export class Live {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly tab = crypto.randomUUID();
  private readonly told = new Subject<string>();
  private readonly watched = new Map<string, number>();
  private readonly wants = new Map<string, readonly string[]>();
  private readonly channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel('placet-live') : undefined;
  private source: EventSource | undefined;
  private open = '';
  private leads = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    if (this.channel) this.channel.onmessage = ({ data }: MessageEvent<Said>) => this.hear(data);
    const leave = () => this.say({ kind: 'wants', tab: this.tab, topics: [] });
    this.window?.addEventListener('pagehide', leave);
    inject(DestroyRef).onDestroy(() => {
      leave();
      this.window?.removeEventListener('pagehide', leave);
      this.close();
      this.channel?.close();
    });
  }
  /** Emits whenever there is something new under a topic such as `directory-log:<id>`: read it again. */
  watch(topic: string): Observable<void> {
    return new Observable<void>((reader) => {
      this.watched.set(topic, (this.watched.get(topic) ?? 0) + 1);
      this.want();
      const subscription = this.told.subscribe((about) => void ((about === topic || about === '*') && reader.next()));
      return () => subscription.unsubscribe();
    }).pipe(finalize(() => this.unwatch(topic)));
  }

  private unwatch(topic: string): void {
    const left = (this.watched.get(topic) ?? 1) - 1;
    if (left) this.watched.set(topic, left);
    else this.watched.delete(topic);
    this.want();
  }
  private want(): void {
    const topics = [...this.watched.keys()];
    this.wants.set(this.tab, topics);
    this.say({ kind: 'wants', tab: this.tab, topics });
    if (topics.length && !this.leads) void this.lead();
    this.connect();
  }
  /** Waits for its turn; whoever had it before is gone then. */
  private async lead(): Promise<void> {
    const locks = this.window?.navigator.locks as LockManager | undefined;
    if (!locks || !this.channel) return this.begin();
    await locks.request('placet-live', () => new Promise<never>(() => this.begin())).catch(() => undefined);
  }
  private begin(): void {
    this.leads = true;
    this.say({ kind: 'leads' });
    this.connect();
  }
  private hear(said: Said): void {
    if (said.kind === 'told') this.told.next(said.topic);
    else if (said.kind === 'leads') this.say({ kind: 'wants', tab: this.tab, topics: [...this.watched.keys()] });
    else {
      this.wants.set(said.tab, said.topics);
      if (!said.topics.length) this.wants.delete(said.tab);
      this.connect();
    }
  }
  private connect(): void {
    if (!this.leads || typeof EventSource !== 'function') return;
    const topics = [...new Set([...this.wants.values()].flat())].toSorted((one, other) => one.localeCompare(other));
    const wanted = topics.join();
    if (wanted === this.open) return;
    this.close();
    this.open = wanted;
    if (!wanted) return;
    const source = new EventSource(`${apiBase}/stream?topics=${encodeURIComponent(wanted)}`);
    this.source = source;
    source.addEventListener('open', () => this.tell('*')); // what came while there was no connection
    for (const kind of new Set(topics.map((topic) => topic.split(':')[0] ?? '')))
      source.addEventListener(kind, ({ data }: MessageEvent<string>) => this.tell((JSON.parse(data) as { topic: string }).topic));
    source.addEventListener('error', () => void (source.readyState === EventSource.CLOSED && this.later()));
  }
  /** The server refused, so the browser does not try again by itself. */
  private later(): void {
    this.close();
    this.timer = setTimeout(() => {
      this.tell('*');
      this.connect();
    }, retryMs);
  }
  private close(): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = undefined;
    this.open = '';
  }
  private tell(topic: string): void {
    this.told.next(topic);
    this.say({ kind: 'told', topic });
  }
  private say(said: Said): void {
    this.channel?.postMessage(said);
  }
}
