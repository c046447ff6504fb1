import { Module } from '@nestjs/common';
export { openAccountCtes, moveAccountCtes, hasCredential } from '../../identity/src/account-sql.ts';
export const canonicalEmail = (raw: string) => (raw.includes('@') ? raw.toLowerCase() : undefined);
export const newPin = () => '483920';
export const newTemporaryPassword = () => 'tmp-pass';
export class Secrets { async hash(kind: string, value: string) { return `${kind}:${value}`; } }
@Module({ providers: [Secrets], exports: [Secrets] })
export class IdentityModule {}
