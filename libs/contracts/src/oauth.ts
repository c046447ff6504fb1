import { z } from 'zod';

const parameter = z.string().max(8192).optional();

/** `POST /oauth2/token`, as a form. Parameters that nobody knows are left alone (RFC 6749 §3.2). */
export const TokenRequestBody = z.object({
  grant_type: parameter,
  scope: parameter,
  client_id: parameter,
  client_secret: parameter,
  client_assertion_type: parameter,
  client_assertion: parameter,
});
/** RFC 6749 §5.1. */
export const AccessTokenReply = z
  .object({ access_token: z.string(), token_type: z.literal('Bearer'), expires_in: z.int().positive(), scope: z.literal('scim') })
  .meta({ id: 'AccessToken' });
/** RFC 8414 §2. */
export const AuthorizationServerReply = z
  .object({
    issuer: z.string(),
    token_endpoint: z.string(),
    grant_types_supported: z.array(z.string()),
    response_types_supported: z.array(z.string()),
    scopes_supported: z.array(z.string()),
    token_endpoint_auth_methods_supported: z.array(z.string()),
    token_endpoint_auth_signing_alg_values_supported: z.array(z.string()),
  })
  .meta({ id: 'AuthorizationServer' });
