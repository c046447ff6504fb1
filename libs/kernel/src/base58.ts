const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const valueOf = new Map(Array.from(alphabet).map((letter, value) => [letter, BigInt(value)]));

/** Bitcoin's base58, of a fixed number of bytes: without `0OIl` and without `_`, so a token can be split and double-clicked. */
export function toBase58(bytes: Uint8Array): string {
  let rest = BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
  let text = '';
  for (; rest > 0n; rest /= 58n) text = alphabet[Number(rest % 58n)] + text;
  return text || '1';
}

/** @returns exactly `length` bytes, or undefined where the text is no base58 of that many */
export function fromBase58(text: string, length: number): Buffer | undefined {
  if (!text || text.length > length * 2) return undefined;
  let value = 0n;
  for (const letter of text) {
    const digit = valueOf.get(letter);
    if (digit === undefined) return undefined;
    value = value * 58n + digit;
  }
  const hex = value.toString(16);
  return hex.length > length * 2 ? undefined : Buffer.from(hex.padStart(length * 2, '0'), 'hex');
}

/** @param id a UUID. @returns its 16 bytes in base58 */
export const shortId = (id: string): string => toBase58(Buffer.from(id.replaceAll('-', ''), 'hex'));

/** @returns the UUID in lower case, or undefined */
export function longId(text: string): string | undefined {
  const hex = fromBase58(text, 16)?.toString('hex');
  return hex && `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
