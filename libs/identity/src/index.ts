export { hasCredential, moveAccountCtes, openAccountCtes } from './account-sql.ts';
export { canonicalEmail, loginName } from './canonical-email.ts';
export { ResetLinkDead, SecretLocked, SecretsBusy, SignInRefused, TooManyTries } from './identity-errors.ts';
export { newPin, newTemporaryPassword } from './secrets/first-secrets.ts';
export { checkPassword, type PasswordContext } from './secrets/password-rules.ts';
export { checkPin } from './secrets/pin-rules.ts';
export { Secrets, type SecretForm } from './secrets/secrets.ts';
