import { Injectable } from '@nestjs/common';
import type { Actor } from '@placet/kernel';
import { DirectoryPrincipals, NotSignedIn, RequestRates, UnitOfWork, bearerOf, statement } from '@placet/platform';
import { ScimError, type ResourceType } from '@placet/scim-protocol';
import type { FastifyRequest } from 'fastify';
import { SettingsInForce } from './connection-settings.ts';
import { placetUserType, userTypeFor } from './placet-schemas.ts';
import type { RawQuery } from './scim-query.ts';

/** Names that are offered to whoever is new. */
const seniorityNames = statement('seniority_names', 'select name from seniority where not retired order by position, name');

/** Who reads what the server tells of itself, and in which form it is his. */
@Injectable()
export class DiscoveryForms {
  constructor(
    private readonly principals: DirectoryPrincipals,
    private readonly rates: RequestRates,
    private readonly settings: SettingsInForce,
    private readonly units: UnitOfWork,
  ) {}

  /** @returns undefined for whoever sends no token. @throws NotSignedIn, TooManyRequests, ScimError 403 for a filter (RFC 7644 §4) */
  async admit(request: FastifyRequest, query: RawQuery): Promise<Actor | undefined> {
    const actor = await this.connectionOf(request);
    if (query['filter'] !== undefined) throw new ScimError(403, undefined, 'What the server tells of itself is not filtered.');
    return actor;
  }

  /** Users as the connection may write them: with the workspace's seniorities, and sites and products where it is their source. */
  async userType(actor: Actor | undefined): Promise<ResourceType> {
    if (!actor) return placetUserType;
    const { sites_from: sitesFrom, products_from: productsFrom } = await this.settings.of(actor);
    const rows = await this.units.readTrip(actor, [{ statement: seniorityNames, values: [] }]);
    return userTypeFor(
      { sitesFrom, productsFrom },
      rows.map(({ name }) => name as string),
    );
  }

  private async connectionOf(request: FastifyRequest): Promise<Actor | undefined> {
    if (request.headers.authorization === undefined) return undefined;
    const token = bearerOf(request);
    const actor = token ? await this.principals.byToken(token, request.id) : undefined;
    if (!actor) throw new NotSignedIn('Bearer');
    request.directory = actor;
    this.rates.take(`connection:${actor.id}`, this.principals.requestsPerSecond(actor));
    return actor;
  }
}
