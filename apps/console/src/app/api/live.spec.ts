import { EnvironmentInjector, runInInjectionContext } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { Live } from './live.ts';

/** What a browser has and jsdom has not: a stream, a channel between tabs, a lock that one tab holds at a time. */
class Stream extends EventTarget {
  static readonly CLOSED = 2;
  static opened: Stream[] = [];
  readyState = 1;
  constructor(readonly url: string) {
    super();
    Stream.opened.push(this);
  }
  static live(): Stream[] {
    return Stream.opened.filter(({ readyState }) => readyState === 1);
  }
  says(topic: string): void {
    this.dispatchEvent(new MessageEvent(topic.split(':')[0]!, { data: JSON.stringify({ topic }) }));
  }
  fails(): void {
    this.readyState = Stream.CLOSED;
    this.dispatchEvent(new Event('error'));
  }
  close(): void {
    this.readyState = Stream.CLOSED;
  }
}
class Channel {
  static all: Channel[] = [];
  onmessage: ((event: { data: unknown }) => void) | undefined;
  constructor() {
    Channel.all.push(this);
  }
  postMessage(data: unknown): void {
    for (const other of Channel.all) if (other !== this) other.onmessage?.({ data });
  }
  close(): void {
    Channel.all = Channel.all.filter((other) => other !== this);
  }
}
const queue: (() => void)[] = [];
const locks = {
  request: (_: string, held: () => Promise<never>) => {
    queue.push(() => void held());
    if (queue.length === 1) queue[0]!();
    return new Promise<never>(() => undefined);
  },
};
const tab = () => runInInjectionContext(TestBed.inject(EnvironmentInjector), () => new Live());
const heardBy = (live: Live, topic: string) => {
  const heard: string[] = [];
  const subscription = live.watch(topic).subscribe(() => heard.push(topic));
  return { heard, leave: () => subscription.unsubscribe() };
};

describe('what happens on the server', () => {
  beforeEach(() => {
    Stream.opened = [];
    Channel.all = [];
    queue.length = 0;
    Object.assign(globalThis, { EventSource: Stream, BroadcastChannel: Channel });
    Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
    jest.useFakeTimers();
  });
  afterEach(() => jest.useRealTimers());

  it('is told to whoever watches that topic, and to nobody else', () => {
    const live = tab();
    const [log, other] = [heardBy(live, 'directory-log:a'), heardBy(live, 'directory-log:b')];
    const [stream] = Stream.live();
    expect(stream!.url).toBe('/api/v1/stream?topics=directory-log%3Aa%2Cdirectory-log%3Ab');
    stream!.says('directory-log:a');
    expect([log.heard.length, other.heard.length]).toEqual([1, 0]);
  });

  it('comes by one connection for all tabs', () => {
    const [first, second] = [heardBy(tab(), 'directory-log:a'), heardBy(tab(), 'directory-log:b')];
    expect(Stream.live().map(({ url }) => url)).toEqual(['/api/v1/stream?topics=directory-log%3Aa%2Cdirectory-log%3Ab']);
    Stream.live()[0]!.says('directory-log:b');
    expect([first.heard.length, second.heard.length]).toEqual([0, 1]);
  });

  it('is listened to only as long as somebody watches', () => {
    const { leave } = heardBy(tab(), 'directory-log:a');
    leave();
    expect(Stream.live()).toEqual([]);
  });

  it('is looked for every ten seconds where the server refused the connection', () => {
    const { heard } = heardBy(tab(), 'directory-log:a');
    Stream.live()[0]!.fails();
    expect(heard.length).toBe(0);
    jest.advanceTimersByTime(10_000);
    expect([heard.length, Stream.live().length]).toEqual([1, 1]);
  });

  it('was perhaps missed while there was no connection, so all are told when it is open again', () => {
    const { heard } = heardBy(tab(), 'directory-log:a');
    Stream.live()[0]!.dispatchEvent(new Event('open'));
    expect(heard.length).toBe(1);
  });
});
