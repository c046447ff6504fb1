import { DomainError } from '@placet/kernel';
import { InvalidFields, MalformedRequest, TooManyRequests, errorForm } from '@placet/platform';

/** Why no access token is given (RFC 6749 §5.2). */
export type OAuthCode = 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope';

/** The token endpoint's no. Who the client is, and what was wrong with its proof, stays unsaid. */
export class OAuthRefused extends DomainError {
  constructor(
    readonly code: OAuthCode,
    readonly description: string,
  ) {
    super(description);
  }
}

/** One answer for an unknown client, a dead one, and a wrong proof. */
export const invalidClient = (): OAuthRefused => new OAuthRefused('invalid_client', 'The client is unknown, or its proof does not hold.');

const told = (status: number, error: string, description: string, headers: Record<string, string> = {}) => ({
  status,
  headers: { ...headers, pragma: 'no-cache' },
  body: { error, error_description: description },
});

errorForm({
  prefix: '/oauth2/',
  contentType: 'application/json',
  tell: (error, { status, body }) => {
    if (error instanceof OAuthRefused) {
      const isClient = error.code === 'invalid_client';
      return told(isClient ? 401 : 400, error.code, error.description, isClient ? { 'www-authenticate': 'Basic realm="placet"' } : {});
    }
    if (error instanceof InvalidFields || error instanceof MalformedRequest)
      return told(400, 'invalid_request', 'A parameter is malformed, too long, or stands twice.');
    if (error instanceof TooManyRequests || status === 503) return told(status, 'temporarily_unavailable', `${body.title}.`);
    return told(status, status >= 500 ? 'server_error' : 'invalid_request', `${body.title}.`);
  },
});
