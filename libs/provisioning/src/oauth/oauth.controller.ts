import { Body, Controller, Get, Headers, Post } from '@nestjs/common';
import { AccessTokenReply, AuthorizationServerReply, TokenRequestBody } from '@placet/contracts';
import { publicActor } from '@placet/kernel';
import { Answers, Bus, Config, Limited, Public, ReadsForm, Visitor, type Visit } from '@placet/platform';
import type { z } from 'zod';
import { readClientId } from '../credentials/client-id.ts';
import { LogRecorder } from '../log/log-recorder.ts';
import { assertedClient } from './client-assertion.ts';
import { IssueAccessToken } from './issue-access-token.ts';
import { invalidClient } from './oauth-errors.ts';
import { tokenRequestOf } from './token-request.ts';

/** OAuth 2.0 for directories: client credentials, and nothing else. */
@Controller()
export class OAuthController {
  constructor(
    private readonly bus: Bus,
    private readonly config: Config,
    private readonly log: LogRecorder,
  ) {}

  @Post('oauth2/token')
  @Public()
  @Limited('public')
  @ReadsForm()
  @Answers(AccessTokenReply)
  async token(
    @Body({ schema: TokenRequestBody }) form: z.output<typeof TokenRequestBody>,
    @Headers('authorization') authorization: string | undefined,
    @Visitor() { requestId }: Visit,
  ): Promise<z.input<typeof AccessTokenReply>> {
    const { clientId, proof } = tokenRequestOf(form, authorization);
    const asserted = proof.kind === 'assertion' ? assertedClient(proof.assertion) : clientId;
    const client = readClientId(asserted ?? '');
    if (!client || (clientId !== undefined && clientId !== asserted)) throw invalidClient();
    const actor = publicActor(client.workspaceId, 'public', requestId);
    const { value, expiresInSeconds, connectionId } = await this.bus.execute(new IssueAccessToken(actor, client.id, proof));
    this.log.tokenIssued({ workspaceId: client.workspaceId, connectionId, requestId });
    return { access_token: value, token_type: 'Bearer', expires_in: expiresInSeconds, scope: 'scim' };
  }

  /** RFC 8414. */
  @Get('.well-known/oauth-authorization-server')
  @Public()
  @Answers(AuthorizationServerReply)
  metadata(): z.input<typeof AuthorizationServerReply> {
    const { baseUrl } = this.config;
    return {
      issuer: baseUrl,
      token_endpoint: `${baseUrl}/oauth2/token`,
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      scopes_supported: ['scim'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['RS256', 'ES256'],
    };
  }
}
