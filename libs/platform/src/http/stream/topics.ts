import { Injectable } from '@nestjs/common';
import type { Permission } from '@placet/contracts';
import type { Actor } from '@placet/kernel';

/** Something that happened, for those who watch. */
export interface LiveEvent {
  /** a UUID v7: readers go on after the one that they saw last */
  readonly id: string;
  readonly data: unknown;
}

/** Where the events of one kind of topic come from: a port, since the platform knows no context. */
export interface TopicSource {
  /** who may watch */
  readonly permission: Permission;
  /** @param subject behind the colon. @throws NotFound where there is no such thing for him */
  check(actor: Actor, subject: string): Promise<void>;
  /** @param after an id, of an event or not. @returns those with a greater id, oldest first, at most `most` */
  since(actor: Actor, subject: string, after: string, most: number): Promise<readonly LiveEvent[]>;
}

/** One topic as a reader named it. */
export interface Topic {
  /** `directory-log:<connectionId>` */
  readonly name: string;
  readonly kind: string;
  readonly subject: string;
  readonly source: TopicSource;
}

/** What can be watched. */
@Injectable()
export class Topics {
  private readonly sources = new Map<string, TopicSource>();

  /** Called once a kind, in the constructor of its source. @throws where two sources claim one kind */
  register(kind: string, source: TopicSource): void {
    if (this.sources.has(kind)) throw new Error(`two sources tell of ${kind}`);
    this.sources.set(kind, source);
  }

  /** @returns undefined for a kind that nobody tells of */
  of(name: string): Topic | undefined {
    const [kind = '', subject = ''] = name.split(':');
    const source = this.sources.get(kind);
    return source && { name, kind, subject, source };
  }
}
