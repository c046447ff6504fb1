import { minLength, pattern, required, type SchemaPath } from '@angular/forms/signals';

/** Characters that a password has at least (NIST SP 800-63B for a password alone). */
export const passwordLength = 15;

/** The rules of a password that someone chooses; the blocklist is the server's. */
export function newPassword(field: SchemaPath<string>): void {
  required(field);
  minLength(field, passwordLength);
}
/** The rules of a PIN that someone chooses: six digits; the blocklist is the server's. */
export function newPin(field: SchemaPath<string>): void {
  required(field);
  pattern(field, /^\d{6}$/u);
}
