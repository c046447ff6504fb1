import type { ConnectionReply, ConnectionsReply } from '@placet/contracts';
import type { z } from 'zod';
import type { MessageKey } from '../i18n/message-key.ts';

export type Connection = z.infer<typeof ConnectionReply>;
export type Connections = z.infer<typeof ConnectionsReply>;
export type Provider = Connection['provider'];

/** What each kind of directory is called. */
export const providers: Record<Provider, MessageKey> = {
  okta: 'directory.provider.okta',
  entra: 'directory.provider.entra',
  other: 'directory.provider.other',
};

/** As the log calls them; any other by the name of its connection. */
export const shortNames: Partial<Record<Provider, string>> = { okta: 'Okta', entra: 'Entra' };
