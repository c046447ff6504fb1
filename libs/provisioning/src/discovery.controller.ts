import { Controller, Get, Header, Headers, Param, Query, UseFilters } from '@nestjs/common';
import { NotFound } from '@placet/kernel';
import { Config, DirectoryPrincipals, NotSignedIn, Public, Visitor, type Visit } from '@placet/platform';
import { ScimError, listResponse, resourceTypeAnswer, schemaAnswer, serviceProviderConfig, userType } from '@placet/scim-protocol';
import { scimBase } from './scim-base.ts';
import { ScimErrorFilter } from './scim-error-filter.ts';
import { scimJson } from './scim-errors.ts';
import type { RawQuery } from './scim-query.ts';

type Token = string | undefined;

/** What the server tells of itself, from the schema table. Read without a token, too; one that is sent has to hold (`scim.md` §4). */
@Controller('scim/v2')
@UseFilters(ScimErrorFilter)
export class DiscoveryController {
  private readonly base: string;

  constructor(
    private readonly principals: DirectoryPrincipals,
    config: Config,
  ) {
    this.base = scimBase(config);
  }

  @Get('ServiceProviderConfig')
  @Public()
  @Header('content-type', scimJson)
  async config(@Headers('authorization') token: Token, @Visitor() visit: Visit, @Query() query: RawQuery) {
    await this.admit(token, visit, query);
    return serviceProviderConfig(this.base);
  }

  @Get('ResourceTypes')
  @Public()
  @Header('content-type', scimJson)
  async types(@Headers('authorization') token: Token, @Visitor() visit: Visit, @Query() query: RawQuery) {
    await this.admit(token, visit, query);
    return listResponse([resourceTypeAnswer(userType, this.base)], 1);
  }

  @Get('ResourceTypes/:name')
  @Public()
  @Header('content-type', scimJson)
  async type(@Headers('authorization') token: Token, @Visitor() visit: Visit, @Query() query: RawQuery, @Param('name') name: string) {
    await this.admit(token, visit, query);
    if (name !== userType.name) throw new NotFound('resource type');
    return resourceTypeAnswer(userType, this.base);
  }

  @Get('Schemas')
  @Public()
  @Header('content-type', scimJson)
  async schemas(@Headers('authorization') token: Token, @Visitor() visit: Visit, @Query() query: RawQuery) {
    await this.admit(token, visit, query);
    return listResponse(
      schemas.map((schema) => schemaAnswer(schema, this.base)),
      schemas.length,
    );
  }

  @Get('Schemas/:urn')
  @Public()
  @Header('content-type', scimJson)
  async schema(@Headers('authorization') token: Token, @Visitor() visit: Visit, @Query() query: RawQuery, @Param('urn') urn: string) {
    await this.admit(token, visit, query);
    const schema = schemas.find((known) => known.urn.toLowerCase() === urn.toLowerCase());
    if (!schema) throw new NotFound('schema');
    return schemaAnswer(schema, this.base);
  }

  private async admit(authorization: Token, { requestId }: Visit, query: RawQuery): Promise<void> {
    if (authorization !== undefined) {
      const token = /^Bearer ([\x21-\x7e]+)$/i.exec(authorization)?.[1];
      if (!token || !(await this.principals.byToken(token, requestId))) throw new NotSignedIn('Bearer');
    }
    if (query['filter'] !== undefined) throw new ScimError(403, undefined, 'What the server tells of itself is not filtered.');
  }
}

const schemas = [userType.core, ...userType.extensions];
