import { Controller, Get, Inject, Query, Req, Res, type BeforeApplicationShutdown } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { StreamQuery, StreamReply } from '@placet/contracts';
import { Clock, PermissionMissing, type Actor } from '@placet/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { SignedIn } from '../access/access.ts';
import { Caller } from '../access/admission.ts';
import { SessionCookies } from '../access/session-cookies.ts';
import { Answers } from '../messages/answers.ts';
import { SessionPrincipals } from '../principals.ts';
import { InvalidQuery } from '../problems/malformed.ts';
import { TooManyRequests } from '../problems/refusals.ts';
import { LiveStream, firstIdOf } from './live-stream.ts';
import { Topics, type Topic } from './topics.ts';

const mostOfMember = 6;
const mostOfProcess = 1_000;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What happens, as it happens, for those who may see it: server-sent events. */
@Controller('stream')
export class StreamController implements BeforeApplicationShutdown {
  private readonly open = new Map<LiveStream, string>();

  constructor(
    @Inject(Topics) private readonly topics: Topics,
    @Inject(SessionCookies) private readonly cookies: SessionCookies,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ModuleRef) private readonly modules: ModuleRef,
  ) {}

  /** A stream never ends by itself, so a process that goes down ends it. */
  beforeApplicationShutdown(): void {
    for (const stream of this.open.keys()) stream.end();
  }

  @Get()
  @SignedIn()
  @Answers(StreamReply)
  async watch(
    @Caller() actor: Actor,
    @Query({ schema: StreamQuery }) { topics: names }: z.output<typeof StreamQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const topics = names.map((name) => this.known(name));
    for (const { source, subject } of topics) {
      refuseWithout(actor, source.permission);
      await source.check(actor, subject);
    }
    this.refuseCrowd(actor);
    // Kept alive after its end, the connection would hold up a process that goes down.
    void reply.type('text/event-stream; charset=utf-8').headers({ 'x-accel-buffering': 'no', connection: 'close' });
    if (request.method === 'HEAD') return void reply.send('');
    const stream = new LiveStream(topics, actor, this.readerOf(request, topics), this.startOf(request));
    this.open.set(stream, String(actor.id));
    stream.body.once('close', () => this.open.delete(stream));
    void reply.send(stream.body);
  }

  private known(name: string): Topic {
    const topic = this.topics.of(name);
    if (!topic || !uuid.test(topic.subject)) throw new InvalidQuery([{ path: 'topics', code: 'unknown' }]);
    return topic;
  }

  private refuseCrowd({ id }: Actor): void {
    const own = [...this.open.values()].filter((member) => member === id).length;
    if (own >= mostOfMember || this.open.size >= mostOfProcess) throw new TooManyRequests(10);
  }

  private startOf({ headers }: FastifyRequest): string {
    const last = headers['last-event-id'];
    return typeof last === 'string' && uuid.test(last) ? last : firstIdOf(this.clock.now().getTime());
  }

  /** Watching is no activity: a page that nobody looks at keeps no session alive. */
  private readerOf(request: FastifyRequest, topics: readonly Topic[]) {
    const token = this.cookies.read(request) ?? '';
    const principals = this.modules.get(SessionPrincipals, { strict: false });
    return async (): Promise<Actor | undefined> => {
      const actor = await principals.bySession(token, request.id, { isWatching: true });
      return actor && topics.every(({ source }) => actor.permissions.has(source.permission)) ? actor : undefined;
    };
  }
}

function refuseWithout({ permissions }: Actor, permission: Topic['source']['permission']): void {
  if (!permissions.has(permission)) throw new PermissionMissing(permission);
}
