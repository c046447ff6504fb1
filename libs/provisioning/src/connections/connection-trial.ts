import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { ConnectionTest } from '@placet/contracts';
import { Ids, type Actor, type ConnectionId } from '@placet/kernel';
import { Bus } from '@placet/platform';
import { GetSeatUsage } from '@placet/seats';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { LogRecorder } from '../log/log-recorder.ts';
import { GetConnection } from './connections.ts';
import { EndTestToken, MakeTestToken } from './test-token.ts';

type Item = z.input<typeof ConnectionTest>['items'][number];

/** Calls ourselves as a directory would: through the same door, with a token of its own, and leaves no trace in the live log. */
@Injectable()
export class ConnectionTrial {
  constructor(
    private readonly bus: Bus,
    private readonly ids: Ids,
    private readonly adapters: HttpAdapterHost,
    private readonly log: LogRecorder,
  ) {}

  /** @returns what works and what does not, one after another. @throws NotFound */
  async of(actor: Actor, connectionId: ConnectionId): Promise<Item[]> {
    const { tokenId, value } = await this.bus.execute(new MakeTestToken(actor, connectionId));
    try {
      // Nobody is called so: identity providers begin with the same question.
      const nobody = encodeURIComponent(`userName eq "${this.ids.next()}"`);
      const calls = [
        ['reachable', '/ServiceProviderConfig', undefined],
        ['token', '/Users?count=0', value],
        ['config', '/Schemas', value],
        ['users', `/Users?filter=${nobody}`, value],
        ['groups', '/Groups?count=1&excludedAttributes=members', value],
      ] as const;
      const items: Item[] = [];
      for (const [code, path, token] of calls) items.push(await this.item(code, path, token));
      return [...items, await this.seats(actor, connectionId)];
    } finally {
      await this.bus.execute(new EndTestToken(actor, tokenId));
    }
  }

  private async item(code: Item['code'], path: string, token: string | undefined): Promise<Item> {
    const fastify = this.adapters.httpAdapter.getInstance<FastifyInstance>();
    const requestId = this.ids.next();
    const headers = { 'x-request-id': requestId, ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const began = performance.now();
    const { statusCode, body } = await this.log.unseen(requestId, () => fastify.inject({ url: `/scim/v2${path}`, headers }));
    const total = /"totalResults":(\d+)/.exec(body)?.[1];
    const facts = [`HTTP ${statusCode}`, `${Math.round(performance.now() - began)} ms`, ...(total === undefined ? [] : [`total ${total}`])];
    return { code, ok: statusCode === 200 && (code !== 'users' || total === '0'), detail: facts.join(', ') };
  }

  /** Whether somebody who is created now would get the seats that the connection gives by itself. */
  private async seats(actor: Actor, connectionId: ConnectionId): Promise<Item> {
    const { defaults } = await this.bus.execute(new GetConnection(actor, connectionId));
    const usage = await this.bus.execute(new GetSeatUsage(actor));
    const wanted = usage.filter(({ product }) => defaults.products.includes(product));
    return {
      code: 'seats',
      ok: wanted.every(({ free }) => free > 0),
      detail: wanted.map(({ product, purchased, free }) => `${product} ${purchased - free}/${purchased}`).join(', '),
    };
  }
}
