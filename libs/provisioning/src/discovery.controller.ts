import { Controller, Get, Header, Param, Query, Req, UseFilters } from '@nestjs/common';
import { NotFound } from '@placet/kernel';
import { Config, Public } from '@placet/platform';
import { groupType, listResponse, resourceTypeAnswer, schemaAnswer, serviceProviderConfig } from '@placet/scim-protocol';
import type { FastifyRequest } from 'fastify';
import { DiscoveryForms } from './discovery-forms.ts';
import { offers } from './discovery-offers.ts';
import { scimBase } from './scim-base.ts';
import { ScimErrorFilter } from './scim-error-filter.ts';
import { scimJson } from './scim-errors.ts';
import type { RawQuery } from './scim-query.ts';

/** What the server tells of itself, from the schema tables. Read without a token, too; one that is sent has to hold, and shows its connection's own form
 * (`scim.md` §4, §6). */
@Controller('scim/v2')
@UseFilters(ScimErrorFilter)
export class DiscoveryController {
  private readonly base: string;

  constructor(
    private readonly forms: DiscoveryForms,
    config: Config,
  ) {
    this.base = scimBase(config);
  }

  @Get('ServiceProviderConfig')
  @Public()
  @Header('content-type', scimJson)
  async config(@Req() request: FastifyRequest, @Query() query: RawQuery) {
    await this.forms.admit(request, query);
    return serviceProviderConfig(this.base, offers);
  }

  @Get('ResourceTypes')
  @Public()
  @Header('content-type', scimJson)
  async types(@Req() request: FastifyRequest, @Query() query: RawQuery) {
    const types = await this.typesFor(request, query);
    return listResponse(
      types.map((type) => resourceTypeAnswer(type, this.base)),
      types.length,
    );
  }

  @Get('ResourceTypes/:name')
  @Public()
  @Header('content-type', scimJson)
  async type(@Req() request: FastifyRequest, @Query() query: RawQuery, @Param('name') name: string) {
    const type = (await this.typesFor(request, query)).find((known) => known.name === name);
    if (!type) throw new NotFound('resource type');
    return resourceTypeAnswer(type, this.base);
  }

  @Get('Schemas')
  @Public()
  @Header('content-type', scimJson)
  async schemas(@Req() request: FastifyRequest, @Query() query: RawQuery) {
    const schemas = await this.schemasFor(request, query);
    return listResponse(
      schemas.map((schema) => schemaAnswer(schema, this.base)),
      schemas.length,
    );
  }

  @Get('Schemas/:urn')
  @Public()
  @Header('content-type', scimJson)
  async schema(@Req() request: FastifyRequest, @Query() query: RawQuery, @Param('urn') urn: string) {
    const schema = (await this.schemasFor(request, query)).find((known) => known.urn.toLowerCase() === urn.toLowerCase());
    if (!schema) throw new NotFound('schema');
    return schemaAnswer(schema, this.base);
  }

  private async typesFor(request: FastifyRequest, query: RawQuery) {
    const actor = await this.forms.admit(request, query);
    return [await this.forms.userType(actor), groupType];
  }

  private async schemasFor(request: FastifyRequest, query: RawQuery) {
    return (await this.typesFor(request, query)).flatMap(({ core, extensions }) => [core, ...extensions]);
  }
}
