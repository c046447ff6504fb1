import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { ScimError, errorBody } from '@placet/scim-protocol';
import type { FastifyReply } from 'fastify';
import { scimJson } from './scim-errors.ts';

/** What the protocol itself refuses already speaks its form. */
@Catch(ScimError)
export class ScimErrorFilter implements ExceptionFilter {
  catch({ status, message, scimType }: ScimError, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    void reply
      .status(status)
      .type(scimJson)
      .send(errorBody(status, message, scimType));
  }
}
