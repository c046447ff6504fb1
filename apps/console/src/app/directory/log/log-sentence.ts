import { inject, Injectable } from '@angular/core';
import type { DirectoryLogEntry } from '@placet/contracts';
import type { z } from 'zod';
import type { MessageKey } from '../../i18n/message-key.ts';
import { Words } from '../../i18n/words.ts';

export type LogEntry = z.infer<typeof DirectoryLogEntry>;

/** A line below a sentence; `quoted` are words of the protocol, which are English everywhere. */
export interface Aside {
  readonly said: string;
  readonly quoted?: string;
}

/** Says a call of a directory in plain words: "Okta asked whether ada@acme.test exists. No." */
@Injectable({ providedIn: 'root' })
export class LogSentence {
  private readonly words = inject(Words);

  /** @param directory as people call it */
  of({ code, facts }: LogEntry, directory: string): string {
    const name = this.text(facts['name']);
    const who = (leaves.has(code) ? bare(name) : name) || this.text(facts['userName']) || this.text(facts['displayName']);
    return this.words.say(`log.${code}` as MessageKey, {
      directory,
      who: who || this.words.say('log.somebody'),
      value: this.text(facts['value']),
      found: facts['found'] === true ? 'true' : 'false',
      total: Number(facts['total'] ?? 0),
      state: this.known('log.state', facts['state']),
      seat: this.known('log.seat', facts['seat']),
      attributes: this.list(facts['attributes']),
      to: this.text(facts['to']),
      members: Number(facts['members'] ?? 0),
      added: Number(facts['added'] ?? 0),
      removed: Number(facts['removed'] ?? 0),
      operations: Number(facts['operations'] ?? 0),
      failed: Number(facts['failed'] ?? 0),
      reason: this.known('log.reason', facts['reason']),
    });
  }
  /** What else is worth a line: what was ignored, and the sentence that the directory was told. */
  asides({ code, facts }: LogEntry): Aside[] {
    const ignored = this.list(facts['ignored']);
    const detail = code === 'brake.held' ? '' : this.text(facts['detail']); // its sentence says the same
    return [
      ...(ignored ? [{ said: this.words.say('log.ignored', { names: ignored }) }] : []),
      ...(detail ? [{ said: this.words.say('log.told'), quoted: detail }] : []),
    ];
  }

  private known(prefix: string, value: unknown): string {
    const code = this.text(value);
    return code ? this.words.sayIfKnown(`${prefix}.${code}`, {}, code) : '';
  }
  private list(value: unknown): string {
    return Array.isArray(value) ? this.words.list(value.map((one) => this.text(one))) : '';
  }
  private text(value: unknown): string {
    return typeof value === 'string' ? value : '';
  }
}

const leaves = new Set<LogEntry['code']>(['user.deactivated', 'user.deleted']);
/** The name without "(inactive)", in sentences about what made it so. */
const bare = (displayName: string) => displayName.replace(/ \([^)]*\)$/u, '');
