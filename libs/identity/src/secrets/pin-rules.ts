import { InvalidField } from '@placet/kernel';

const keypadWalks = [
  '147258',
  '258369',
  '147369',
  '159753',
  '753159',
  '159357',
  '357159',
  '142536',
  '741852',
  '852963',
  '963852',
  '258147',
];

/** A PIN that is tried first: one digit or one short group again and again, a row of digits up or down, pairs, mirrors, dates, walks over the keypad.
 *
 * @param pin six digits
 * @see NIST SP 800-63B-4 §3.1.1.2 (blocklist)
 */
export function isEasyPin(pin: string): boolean {
  const [a, b, c] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4, 6)] as [string, string, string];
  return (
    new Set(pin).size < 3 ||
    pin.slice(0, 3) === pin.slice(3) ||
    pin === Array.from(pin).toReversed().join('') ||
    (a === b && b === c) ||
    [a, b, c].every(([first, second]) => first === second) ||
    isRow(pin) ||
    keypadWalks.includes(pin) ||
    isDate(a, b, c) ||
    isDate(b, a, c) ||
    isDate(c, b, a) ||
    isYear(pin.slice(0, 4)) ||
    isYear(pin.slice(2))
  );
}

/** 234567, 987654, 890123, 135791. */
function isRow(pin: string): boolean {
  const steps = new Set(
    Array.from(pin)
      .slice(1)
      .map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10),
  );
  return steps.size === 1;
}

/** Birthdays of people at work, and what they celebrate: 1940 to 2030. */
const isDate = (day: string, month: string, year: string): boolean =>
  Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12 && (Number(year) >= 40 || Number(year) <= 30);
const isYear = (four: string): boolean => Number(four) >= 1940 && Number(four) <= 2030;

/** @param path of the field in the body. @throws InvalidField `pin_format`, `pin_too_easy` */
export function checkPin(pin: string, path: string): void {
  if (!/^[0-9]{6}$/.test(pin)) throw new InvalidField(path, 'pin_format', { digits: 6 });
  if (isEasyPin(pin)) throw new InvalidField(path, 'pin_too_easy');
}
