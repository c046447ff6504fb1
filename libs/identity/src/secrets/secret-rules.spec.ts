import { InvalidField } from '@placet/kernel';
import fc from 'fast-check';
import { newPin, newTemporaryPassword } from './first-secrets.ts';
import { checkPassword } from './password-rules.ts';
import { checkPin, isEasyPin } from './pin-rules.ts';

const names = ['acme', 'Acme Group', 'ada.byron@acme.test', 'Ada', 'Byron'];
const codeOf = (check: () => void): string => {
  try {
    check();
    return 'taken';
  } catch (error) {
    if (error instanceof InvalidField) return error.code;
    throw error;
  }
};
const judged = (password: string) => codeOf(() => checkPassword(password, { path: 'password', names }));
const judgedPin = (pin: string) => codeOf(() => checkPin(pin, 'next'));

describe('a password', () => {
  it.each([
    'correct zebra buys lamps',
    'mon vélo a deux roues carrées',
    'Vj8#kQ2!pZ7@wR5$',
    '839201756482930',
    'my acme desk looks over the lake',
    'пароль из пяти слов мой',
    '四つの言葉でできた合言葉を使います',
    '🐙🦑🐡🐠🐟🐬🐳🐋🦈🐊 ocean fourteen',
    'a'.repeat(3) + 'kdurhwmapqzlvnte'.repeat(15),
  ])('is taken: %s', (password) => expect(judged(password)).toBe('taken'));

  it.each([
    ['fourteen chars', 'too_short'],
    ['é'.repeat(14), 'too_short'],
    ['e\u0301'.repeat(14), 'too_short'], // 28 code units, 14 characters once composed
    ['🐙'.repeat(14), 'too_short'],
    ['x7'.repeat(129), 'too_long'],
    ['well-formed? no \uD800', 'malformed_text'],
    ['a NUL is in here\u0000', 'malformed_text'],
    ['aaaaaaaaaaaaaaaa', 'too_common'],
    ['123456789012345', 'too_common'],
    ['98765432109876543', 'too_common'],
    ['kzqkzqkzqkzqkzqkzq', 'too_common'],
    ['qwertyuiopasdfgh', 'too_common'],
    ['AZERTYUIOPqsdfgh', 'too_common'],
    ['1qaz2wsx3edc4rfv', 'too_common'],
    ['passwordpassword', 'too_common'],
    ['P@ssw0rd-P@ssw0rd', 'too_common'],
    ['Welcome2026!!!!!!', 'too_common'],
    ['MotDePasse2026!!', 'too_common'],
    ['iloveyou-iloveyou', 'too_common'],
    ['Août août août 2026', 'too_common'],
    ['acme-byron-2026!!', 'made_of_names'],
    ['4cm3 Group Byron 1', 'made_of_names'],
    ['ada.byron@acme.test', 'made_of_names'],
  ])('is refused: %s (%s)', (password, code) => expect(judged(password)).toBe(code));

  it('gets an answer, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 15, maxLength: 256 }), (password) => {
        expect(judged(password)).toMatch(/^(taken|too_(short|long|common)|made_of_names)$/);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a PIN', () => {
  it.each([
    '123456',
    '000000',
    '654321',
    '121212',
    '123123',
    '112233',
    '123321',
    '147258',
    '135791',
    '210384',
    '841203',
    '198419',
    '011995',
    '445445',
  ])('is too easy: %s', (pin) => expect(judgedPin(pin)).toBe('pin_too_easy'));

  it.each(['12345', '1234567', '12345a', '١٢٣٤٥٦', ' 48203', ''])('has six digits, not %j', (pin) =>
    expect(judgedPin(pin)).toBe('pin_format'),
  );

  it('has most of a million to choose from, so that random ones stay hard to guess', () => {
    const eachTwentyThird = Array.from({ length: 43_478 }, (_, n) => String(n * 23).padStart(6, '0'));
    const share = eachTwentyThird.filter(isEasyPin).length / eachTwentyThird.length;
    expect(share).toBeGreaterThan(0.01);
    expect(share).toBeLessThan(0.15);
  });

  it('that is new is never an easy one, and seldom comes twice', () => {
    const pins = Array.from({ length: 2_000 }, newPin);
    expect(pins.filter((pin) => judgedPin(pin) !== 'taken')).toEqual([]);
    expect(new Set(pins).size).toBeGreaterThan(1_950);
  });
});

describe('a temporary password', () => {
  it('reads aloud in four groups, without letters that look alike, and keeps the rules for passwords', () => {
    const made = Array.from({ length: 500 }, newTemporaryPassword);
    expect(made.filter((value) => !/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/.test(value))).toEqual([]);
    expect(new Set(made).size).toBe(500);
  });
});
