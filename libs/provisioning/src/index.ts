export { AddConnection } from './commands/add-connection.ts';
export { AddToken, type TokenMade } from './commands/add-token.ts';
export { EditConnection, type ConnectionChange } from './commands/edit-connection.ts';
export { RevokeToken } from './commands/revoke-token.ts';
export { ProvisioningModule } from './provisioning.module.ts';
