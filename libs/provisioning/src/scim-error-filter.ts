import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { ScimError, errorBody } from '@placet/scim-protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { scimJson } from './scim-errors.ts';

/** What the protocol itself refuses already speaks its form. */
@Catch(ScimError)
export class ScimErrorFilter implements ExceptionFilter {
  catch(error: ScimError, host: ArgumentsHost): void {
    const { status, message, scimType } = error;
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    http.getRequest<FastifyRequest>().refusal = error;
    void reply
      .status(status)
      .type(scimJson)
      .send(errorBody(status, message, scimType));
  }
}
