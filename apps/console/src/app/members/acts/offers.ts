import { inject, Injectable } from '@angular/core';
import type { ActionBlock, MemberAction } from '@placet/contracts';
import type { IconName } from '@placet/ui';
import type { z } from 'zod';
import type { MessageKey } from '../../i18n/message-key.ts';
import { Words } from '../../i18n/words.ts';
import type { MemberActs } from './member-acts.ts';

export type Action = z.infer<typeof MemberAction>;
export type Block = z.infer<typeof ActionBlock>;

/** One act of a menu: `reason` says why it is impossible. */
export interface Offer {
  readonly action: Action;
  readonly act: keyof MemberActs & ('deactivate' | 'reactivate' | 'ban' | 'liftBan' | 'reset' | 'requireChange' | 'signOut' | 'resend');
  readonly icon: IconName;
  readonly isDanger?: true;
  readonly label: string;
  readonly reason?: string;
}
const offers: readonly Omit<Offer, 'label' | 'reason'>[] = [
  { action: 'resend_invitation', act: 'resend', icon: 'mail' },
  { action: 'reset_secret', act: 'reset', icon: 'lock' },
  { action: 'require_secret_change', act: 'requireChange', icon: 'key' },
  { action: 'sign_out', act: 'signOut', icon: 'sign-out' },
  { action: 'reactivate', act: 'reactivate', icon: 'refresh' },
  { action: 'lift_ban', act: 'liftBan', icon: 'refresh' },
  { action: 'deactivate', act: 'deactivate', icon: 'minus', isDanger: true },
  { action: 'ban', act: 'ban', icon: 'ban', isDanger: true },
];
/** Of two opposites only the one that the state calls for is offered. */
const opposite: Partial<Record<Action, Action>> = { reactivate: 'deactivate', deactivate: 'reactivate', lift_ban: 'ban', ban: 'lift_ban' };

/** What can be done with a member, in the order of every menu, and why the rest is impossible. */
@Injectable({ providedIn: 'root' })
export class Offers {
  private readonly words = inject(Words);

  /** @param blockOf why something is impossible, or undefined where it is possible */
  of(blockOf: (action: Action) => Block | undefined): readonly Offer[] {
    const isOut = ({ action }: { action: Action }) => {
      const other = opposite[action];
      return other !== undefined && blockOf(action) === 'state' && blockOf(other) !== 'state';
    };
    return offers
      .filter((offer) => !isOut(offer))
      .map((offer) => ({ ...offer, label: this.words.say(`acts.${offer.act}` as MessageKey), ...this.reason(blockOf(offer.action)) }));
  }
  private reason(block: Block | undefined): Pick<Offer, 'reason'> {
    return block ? { reason: this.words.sayIfKnown(`block.${block}`, {}, this.words.say('block.state')) } : {};
  }
}
