import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Ids, operatorActor, type Actor, type WorkspaceId } from '@placet/kernel';
import type { FastifyRequest } from 'fastify';
import { Config } from '../../config.ts';
import { RequestRates } from '../limits/request-rates.ts';
import { NoSuchRoute } from '../problems/malformed.ts';
import { NotSignedIn } from '../problems/refusals.ts';
import { sourceOf } from './admission.ts';
import { bearerOf } from './bearer.ts';

const requestsPerSecond = 50;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The vendor's operator comes in with the configured token; without one this door is a wall. */
@Injectable()
export class OperatorDoor {
  constructor(
    @Inject(Config) private readonly config: Config,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(RequestRates) private readonly rates: RequestRates,
  ) {}

  /** @throws NoSuchRoute, TooManyRequests, NotSignedIn */
  admit(request: FastifyRequest): Actor {
    const { operatorToken } = this.config;
    if (!operatorToken) throw new NoSuchRoute();
    this.rates.take(`operator:${sourceOf(request.ip)}`, requestsPerSecond);
    if (!isEqual(bearerOf(request) ?? '', operatorToken)) throw new NotSignedIn('Bearer');
    return operatorActor(this.workspaceOf(request), request.id);
  }

  /** A workspace that is about to be opened gets its id here, so that the key of the request and the workspace are one transaction. */
  private workspaceOf({ params }: FastifyRequest): WorkspaceId {
    const { id } = params as { id?: string };
    return id && uuid.test(id) ? (id.toLowerCase() as WorkspaceId) : this.ids.next<WorkspaceId>();
  }
}

/** In constant time, whatever the lengths. */
function isEqual(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
