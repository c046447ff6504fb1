import { domainToASCII } from 'node:url';

const localPart = /^(?!\.)(?!.*\.\.)(?!.*\.$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/;
// domainToASCII reads like a URL's host: it would cut a path or a port off, unescape, and drop what can't be seen.
const typedHost = /^[\p{L}\p{M}\p{N}.-]+$/u;
const hostname = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const asciiOnly = /^[\x20-\x7e]+$/;

/** The one spelling of an address under which it is compared: local part ASCII with A-Z lower-cased, domain in punycode.
 *
 * Never `toLowerCase()` or `lower()` of a raw address: both turn the Kelvin sign U+212A into a `k`, and so one person's address into another's.
 *
 * @returns at most 254 characters, or undefined for what can't be a sign-in address (non-ASCII local part, quoted forms, a host without a dot)
 * @see RFC 5321 §4.5.3.1, RFC 5891; CVE-2019-19844
 */
export function canonicalEmail(raw: string): string | undefined {
  const at = raw.lastIndexOf('@');
  const local = raw.slice(0, Math.max(at, 0));
  const host = raw.slice(at + 1);
  if (!localPart.test(local) || !typedHost.test(host)) return undefined;
  const domain = domainToASCII(host);
  if (!hostname.test(domain)) return undefined;
  const address = `${local.replace(/[A-Z]/g, (letter) => letter.toLowerCase())}@${domain}`;
  return address.length <= 254 ? address : undefined;
}

/** The key under which a typed name is looked up; PostgreSQL folds it (`name_fold`).
 *
 * @returns undefined where nobody can sign in with it: an address with a non-ASCII local part
 */
export function loginName(typed: string): string | undefined {
  if (!typed.includes('@')) return typed;
  return canonicalEmail(typed) ?? (asciiOnly.test(typed) ? typed : undefined);
}
