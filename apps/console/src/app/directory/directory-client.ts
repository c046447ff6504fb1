import { inject, Injectable } from '@angular/core';
import type {
  AddClientBody,
  AddConnectionBody,
  ClientAdded,
  ConnectionChanged,
  ConnectionTest,
  DecideHeldBody,
  EditConnectionBody,
  HeldDecided,
  TokenAdded,
} from '@placet/contracts';
import type { z } from 'zod';
import { Api } from '../api/api.ts';
import type { Intention } from '../api/intention.ts';
import type { Changed, Mapping, Preview } from './mapping/mapping-types.ts';

export type ConnectionChange = z.input<typeof EditConnectionBody>;
export type Decision = z.input<typeof DecideHeldBody>;
export type NewClient = z.input<typeof AddClientBody>;

/** Every write of the directory's pages. Each rejects with `Problem`. */
@Injectable({ providedIn: 'root' })
export class DirectoryClient {
  private readonly api = inject(Api);

  add(body: z.input<typeof AddConnectionBody>, intention: Intention): Promise<z.infer<typeof ConnectionChanged>> {
    return this.api.send({ method: 'POST', path: '/directory-connections', body, intention });
  }
  /** Calls the connection's own door as its directory would. */
  test(connectionId: string): Promise<z.infer<typeof ConnectionTest>> {
    return this.api.send({ method: 'POST', path: `${pathOf(connectionId)}/test`, body: {} });
  }
  /** @param version that was read; 412 where somebody saved since */
  edit(connectionId: string, body: ConnectionChange, version: number, intention: Intention): Promise<z.infer<typeof ConnectionChanged>> {
    return this.api.send({ method: 'PATCH', path: pathOf(connectionId), body, version, intention });
  }
  addToken(connectionId: string, body: { name: string; expiresAt: string }, intention: Intention): Promise<z.infer<typeof TokenAdded>> {
    return this.api.send({ method: 'POST', path: `${pathOf(connectionId)}/tokens`, body, intention });
  }
  revokeToken(connectionId: string, tokenId: string, intention: Intention): Promise<void> {
    return this.api.send({ method: 'DELETE', path: `${pathOf(connectionId)}/tokens/${tokenId}`, intention });
  }
  addClient(connectionId: string, body: NewClient, intention: Intention): Promise<z.infer<typeof ClientAdded>> {
    return this.api.send({ method: 'POST', path: `${pathOf(connectionId)}/clients`, body, intention });
  }
  revokeClient(connectionId: string, clientId: string, intention: Intention): Promise<void> {
    return this.api.send({ method: 'DELETE', path: `${pathOf(connectionId)}/clients/${clientId}`, intention });
  }
  /** Decides about whom the brake holds; a call lets at most 100 through, and may be made again. */
  decideHeld(connectionId: string, body: Decision): Promise<z.infer<typeof HeldDecided>> {
    return this.api.send({ method: 'POST', path: `${pathOf(connectionId)}/held`, body });
  }
  allowAdoption(connectionId: string, memberIds: string[], intention: Intention): Promise<void> {
    return this.api.send({ method: 'POST', path: `${pathOf(connectionId)}/adoptions`, body: { memberIds }, intention });
  }
  disallowAdoption(connectionId: string, memberId: string, intention: Intention): Promise<void> {
    return this.api.send({ method: 'DELETE', path: `${pathOf(connectionId)}/adoptions/${memberId}`, intention });
  }
  /** Changes nothing. */
  previewMapping(connectionId: string, groupId: string, body: Mapping): Promise<Preview> {
    return this.api.send({ method: 'POST', path: `${mappingOf(connectionId, groupId)}/preview`, body });
  }
  /** @param version of the mapping that was read; absent where there was none */
  putMapping(connectionId: string, groupId: string, body: Mapping, version: number | undefined, intention: Intention): Promise<Changed> {
    return this.api.send({ method: 'PUT', path: mappingOf(connectionId, groupId), body, intention, ...(version ? { version } : {}) });
  }
  dropMapping(connectionId: string, groupId: string, version: number | undefined, intention: Intention): Promise<Changed> {
    return this.api.send({ method: 'DELETE', path: mappingOf(connectionId, groupId), intention, ...(version ? { version } : {}) });
  }
}

const pathOf = (connectionId: string) => `/directory-connections/${connectionId}`;
const mappingOf = (connectionId: string, groupId: string) => `${pathOf(connectionId)}/groups/${groupId}/mapping`;
