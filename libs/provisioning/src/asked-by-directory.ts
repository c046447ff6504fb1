import { RankTooLow, type Actor } from '@placet/kernel';
import { AlreadyInvited } from '@placet/members';
import type { Bus } from '@placet/platform';
import { NoteHeld } from './brake/note-held.ts';
import { NoteRefusal } from './commands/note-refusal.ts';
import { AdoptionRefused, BrakeHeld } from './provisioning-errors.ts';
import { SeatRefused } from './seat-refused.ts';

/** Sends what a directory asks. Where another invitation is mailed to the same address, once more without a mail (I5); a refusal that somebody will
 * ask about is noted.
 *
 * @param command makes it. @param mails whether an invitation may be mailed
 */
export async function askedByDirectory<T>(bus: Bus, actor: Actor, command: (mails: boolean) => Promise<T>): Promise<T> {
  try {
    return await command(true).catch((error: unknown) => {
      if (error instanceof AlreadyInvited) return command(false);
      throw error;
    });
  } catch (error) {
    if (error instanceof BrakeHeld) await bus.execute(new NoteHeld(actor, error.memberId, error.wish));
    const facts = noted(error);
    if (facts) await bus.execute(new NoteRefusal(actor, facts));
    throw error;
  }
}

/** Ids, codes and numbers of a refusal; undefined for what is nobody's affair. */
function noted(error: unknown): Record<string, unknown> | undefined {
  if (error instanceof SeatRefused) {
    const { product, purchased, used, waiting } = error;
    return { because: 'no_seat_left', product: product.code, purchased, used, waiting };
  }
  if (error instanceof AdoptionRefused) return { because: error.because };
  return error instanceof RankTooLow ? { because: 'rank', needed: error.needed } : undefined;
}
