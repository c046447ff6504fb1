import type { TokenRequestBody } from '@placet/contracts';
import type { z } from 'zod';
import { OAuthRefused, invalidClient } from './oauth-errors.ts';

/** Who asks for an access token, unproven, and what proves it. */
export interface AskingClient {
  /** absent where only the assertion names it */
  readonly clientId: string | undefined;
  readonly proof: { readonly kind: 'secret'; readonly secret: string } | { readonly kind: 'assertion'; readonly assertion: string };
}

type Form = z.output<typeof TokenRequestBody>;

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Reads a client-credentials request: one way to prove the client, and one only.
 *
 * @param authorization the header, where there is one
 * @throws OAuthRefused
 * @see RFC 6749 §2.3.1, §4.4.2; RFC 7523 §2.2
 */
export function tokenRequestOf(form: Form, authorization: string | undefined): AskingClient {
  if (!form.grant_type) throw new OAuthRefused('invalid_request', 'grant_type is missing.');
  if (form.grant_type !== 'client_credentials') throw new OAuthRefused('unsupported_grant_type', 'Only client_credentials is served here.');
  if (form.scope && form.scope !== 'scim') throw new OAuthRefused('invalid_scope', 'The only scope is scim.');
  const ways = [authorization, form.client_secret, form.client_assertion].filter((way) => way !== undefined);
  if (ways.length > 1) throw new OAuthRefused('invalid_request', 'The client proves itself in more than one way.');
  if (authorization !== undefined) return byHeader(authorization, form);
  if (form.client_assertion !== undefined) return byAssertion(form);
  if (!form.client_id || !form.client_secret) throw invalidClient();
  return { clientId: form.client_id, proof: { kind: 'secret', secret: form.client_secret } };
}

function byAssertion({ client_id: clientId, client_assertion: assertion = '', client_assertion_type: type }: Form): AskingClient {
  if (type !== jwtBearer) throw new OAuthRefused('invalid_request', `client_assertion_type must be ${jwtBearer}.`);
  return { clientId, proof: { kind: 'assertion', assertion } };
}

/** Both halves of `Basic` are form-encoded before they are joined. */
function byHeader(authorization: string, form: Form): AskingClient {
  const sent = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1];
  const [, name, secret] = /^([^:]+):(.+)$/.exec(Buffer.from(sent ?? '', 'base64').toString()) ?? [];
  if (!name || !secret) throw invalidClient();
  const clientId = decoded(name);
  if (form.client_id !== undefined && form.client_id !== clientId)
    throw new OAuthRefused('invalid_request', 'client_id differs from the header.');
  return { clientId, proof: { kind: 'secret', secret: decoded(secret) } };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw invalidClient();
  }
}
