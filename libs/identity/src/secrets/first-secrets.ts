import { randomInt } from 'node:crypto';
import { isEasyPin } from './pin-rules.ts';

// Without 0 O 1 l I: a temporary password is read from a screen or from paper, aloud at times.
const readable = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Six random digits that nobody would guess first; shown once, changed at the first sign-in (F10). */
export function newPin(): string {
  for (;;) {
    const pin = String(randomInt(1_000_000)).padStart(6, '0');
    if (!isEasyPin(pin)) return pin;
  }
}

/** Sixteen random characters in four groups, 79 bits: `k7mf-2qxr-9tpe-hw4c`. Shown once, lasts 24 h, must be changed (E16). */
export function newTemporaryPassword(): string {
  const letters = Array.from({ length: 16 }, () => readable[randomInt(readable.length)]).join('');
  return letters.replace(/(?<=^(?:.{4})+)(?!$)/g, '-');
}
