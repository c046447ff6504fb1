import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Actor } from '@placet/kernel';
import type { FastifyRequest } from 'fastify';
import { RequestRates } from '../limits/request-rates.ts';
import { DirectoryPrincipals } from '../principals.ts';
import { NotSignedIn } from '../problems/refusals.ts';
import { bearerOf } from './bearer.ts';

/** Directory connections come in with their own token; a session's cookie opens nothing here. */
@Injectable()
export class DirectoryDoor {
  constructor(
    @Inject(RequestRates) private readonly rates: RequestRates,
    @Inject(ModuleRef) private readonly modules: ModuleRef,
  ) {}

  /** @throws NotSignedIn, TooManyRequests */
  async admit(request: FastifyRequest): Promise<Actor> {
    const principals = this.modules.get(DirectoryPrincipals, { strict: false });
    const token = bearerOf(request);
    const actor = token ? await principals.claimedBy(token, request.id) : undefined;
    if (!actor) throw new NotSignedIn('Bearer');
    this.rates.take(`connection:${actor.id}`, principals.requestsPerSecond(actor));
    return actor;
  }
}
