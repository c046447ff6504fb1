import { Component, computed, input } from '@angular/core';
import type { IconName } from '@placet/ui';
import { Chip, type Tone } from '@placet/ui/console';
import type { MessageKey } from '../../i18n/message-key.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import type { Connection } from '../directory-types.ts';

/** How a connection is, in one word: switched off, held by the brake, in trouble, silent so far, or well. */
export type Health = 'off' | 'held' | 'failing' | 'silent' | 'well';

/** The worst that is true of it. A failure counts as long as it is the last thing that was heard. */
export function healthOf({ state, held, lastCallAt, lastErrorAt }: Connection): Health {
  if (state === 'off') return 'off';
  if (held) return 'held';
  if (!lastCallAt) return 'silent';
  return lastErrorAt && lastErrorAt >= lastCallAt ? 'failing' : 'well';
}

const looks: Record<Health, { tone: Tone; icon: IconName; label: MessageKey }> = {
  off: { tone: 'neutral', icon: 'ban', label: 'directory.health.off' },
  held: { tone: 'danger', icon: 'hourglass', label: 'directory.health.held' },
  failing: { tone: 'warning', icon: 'alert', label: 'directory.health.failing' },
  silent: { tone: 'neutral', icon: 'clock', label: 'directory.health.silent' },
  well: { tone: 'success', icon: 'check', label: 'directory.health.well' },
};

/** The state of a connection as a chip. */
@Component({
  selector: 'app-connection-state',
  imports: [Chip, MessagePipe],
  template: `<ui-chip [tone]="look().tone" [icon]="look().icon">{{ look().label | t }}</ui-chip>`,
})
export class ConnectionState {
  readonly connection = input.required<Connection>();
  protected readonly look = computed(() => looks[healthOf(this.connection())]);
}
