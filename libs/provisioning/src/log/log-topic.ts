import { Injectable } from '@nestjs/common';
import type { Actor, ConnectionId } from '@placet/kernel';
import { Bus, Topics, type LiveEvent, type TopicSource } from '@placet/platform';
import { ListLog, ListLogNews } from './list-log.ts';

/** `directory-log:<connectionId>`: the live log as it grows. */
@Injectable()
export class LogTopic implements TopicSource {
  readonly permission = 'directory.read';

  constructor(
    private readonly bus: Bus,
    topics: Topics,
  ) {
    topics.register('directory-log', this);
  }

  async check(actor: Actor, subject: string): Promise<void> {
    await this.bus.execute(new ListLog(actor, subject as ConnectionId, { limit: 1 }));
  }

  async since(actor: Actor, subject: string, after: string, most: number): Promise<LiveEvent[]> {
    const entries = await this.bus.execute(new ListLogNews(actor, subject as ConnectionId, after, most));
    return entries.map((data) => ({ id: data.id, data }));
  }
}
