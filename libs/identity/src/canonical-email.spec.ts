import fc from 'fast-check';
import { canonicalEmail, loginName } from './canonical-email.ts';

describe('the canonical form of an address', () => {
  it('lower-cases A to Z and writes the domain in punycode', () => {
    expect(canonicalEmail('Ada.Byron+x@Müller.DE')).toBe('ada.byron+x@xn--mller-kva.de');
    expect(canonicalEmail("o'hara@acme.test")).toBe("o'hara@acme.test");
  });

  it.each([
    ['a Kelvin sign for a k', 'mi\u212Ae@acme.test'],
    ['a dotless i', 'm\u0131ke@acme.test'],
    ['a dotted capital I', 'm\u0130ke@acme.test'],
    ['a long s', 'mi\u017Fe@acme.test'],
    ['a full-width letter', '\uFF4Dike@acme.test'],
    ['a Cyrillic a', '\u0430da@acme.test'],
    ['a combining mark', 'ade\u0301@acme.test'],
    ['a zero-width space', 'ada\u200B@acme.test'],
    ['a full-width @', 'ada\uFF20acme.test'],
    ['a NUL', 'ada\u0000@acme.test'],
    ['two addresses', 'ada@acme.test,eve@evil.test'],
    ['a display name', 'Ada <ada@acme.test>'],
    ['a quoted local part', '"ada"@acme.test'],
    ['a second @', 'ada@evil.test@acme.test'],
    ['no local part', '@acme.test'],
    ['no domain', 'ada@'],
    ['a host without a dot', 'ada@localhost'],
    ['an address literal', 'ada@[127.0.0.1]'],
    ['an IP address', 'ada@127.0.0.1'],
    ['a port', 'ada@acme.test:25'],
    ['a path behind the host', 'ada@acme.test/evil'],
    ['an escaped host', 'ada@%61cme.test'],
    ['a soft hyphen in the host', 'ada@ac\u00ADme.test'],
    ['a dot behind the host', 'ada@acme.test.'],
    ['dots in a row', 'ada..b@acme.test'],
    ['a dot at the end', 'ada.@acme.test'],
    ['a line break', 'ada@acme.test\r\nBcc: eve@evil.test'],
  ])('is none for %s', (_, raw) => {
    expect(canonicalEmail(raw)).toBeUndefined();
  });

  it('is its own canonical form, in ASCII, whatever it was made of', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.emailAddress(),
          fc.string({ unit: 'grapheme' }).map((text) => `${text}@acme.test`),
        ),
        (raw) => {
          const found = canonicalEmail(raw);
          if (found === undefined) return;
          expect(found).toMatch(/^[\x21-\x7e]+$/);
          expect(canonicalEmail(found)).toBe(found);
        },
      ),
    );
  });
});

describe('the name that somebody types to sign in', () => {
  it('is a username as it is, and an address in its canonical form', () => {
    expect(loginName('Zoë')).toBe('Zoë');
    expect(loginName('ADA@ACME.TEST')).toBe('ada@acme.test');
    expect(loginName('lina@desk')).toBe('lina@desk');
  });

  it('is nothing where the local part of an address is not ASCII', () => {
    expect(loginName('\u212Aim@acme.test')).toBeUndefined();
    expect(loginName('jürgen@acme.test')).toBeUndefined();
  });
});
