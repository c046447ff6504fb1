import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Clock, type Actor, type ConnectionId } from '@placet/kernel';
import { readSecretToken, type SecretToken } from '@placet/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notesOf } from './call-notes.ts';
import { storyOf, type SeenCall, type Story } from './call-story.ts';
import { LogBuffer, type BareCall } from './log-buffer.ts';
import { LogWriter } from './log-writer.ts';
import { objectOf } from './sent-values.ts';

const door = '/scim/';
const everyMs = 500;
const largestAnswer = 32_768;
const mostUnproven = 1_000;

/** What was sent with a token that let nobody in: whose it is shows when the lines are written. */
interface Unproven {
  readonly token: SecretToken;
  readonly call: Omit<BareCall, 'workspaceId' | 'connectionId'>;
  readonly story: Story;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** the connection of a call that needs none, such as discovery with a token */
    directory?: Actor;
    scimAnswer?: string;
  }
}

/** Writes every call of a directory down, after it was answered: no call waits for it, and none pays more than the reading of 50 calls a second. */
@Injectable()
export class LogRecorder implements OnModuleInit, BeforeApplicationShutdown {
  private readonly buffer = new LogBuffer();
  private unproven: Unproven[] = [];
  private readonly ownCalls = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly adapters: HttpAdapterHost,
    private readonly clock: Clock,
    private readonly writer: LogWriter,
  ) {}

  onModuleInit(): void {
    const fastify = (this.adapters?.httpAdapter as { getInstance?(): unknown } | undefined)?.getInstance?.() as FastifyInstance | undefined;
    if (!fastify) return; // a process without doors
    fastify.addHook('onSend', (request, _reply, payload, done) => {
      if (request.url.startsWith(door) && typeof payload === 'string') request.scimAnswer = payload;
      done(null, payload);
    });
    fastify.addHook('onResponse', (request, reply, done) => {
      if (request.url.startsWith(door) && !this.ownCalls.has(request.id)) this.take(request, reply);
      done();
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.flush();
  }

  /** Calls that we make ourselves are no call of a directory. @param requestId of our own making, or anybody could hide */
  async unseen<T>(requestId: string, call: () => Promise<T>): Promise<T> {
    this.ownCalls.add(requestId);
    return call().finally(() => this.ownCalls.delete(requestId));
  }

  /** The token endpoint is no door of SCIM; whoever watches a directory wants to see that it came in there. */
  tokenIssued(who: Pick<BareCall, 'workspaceId' | 'connectionId' | 'requestId'>): void {
    const [route, at] = ['/oauth2/token', this.clock.now()];
    this.buffer.take({ ...who, at, method: 'POST', route, path: route, status: 200, tookMs: 0 }, () => ({
      code: 'token.issued',
      facts: {},
    }));
    this.soon();
  }

  /** Writes what waits, now. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const unproven = this.unproven;
    this.unproven = [];
    const write = async () => {
      for (const { token, call, story } of await this.writer.proven(unproven))
        this.buffer.take({ ...call, workspaceId: token.workspaceId, connectionId: token.connectionId }, () => story);
      await this.writer.write(this.buffer.drain());
    };
    return (this.writing = this.writing.then(write));
  }

  private take(request: FastifyRequest, reply: FastifyReply): void {
    const call = {
      at: this.clock.now(),
      method: request.method,
      route: (request.is404 ? undefined : request.routeOptions.url) ?? '/scim/v2',
      path: pathOf(request),
      status: reply.statusCode,
      tookMs: Math.round(reply.elapsedTime),
      requestId: request.id,
    };
    const actor = request.directory ?? request.admission?.actor;
    if (actor?.kind === 'connection') {
      const { workspaceId } = actor;
      this.buffer.take({ ...call, workspaceId, connectionId: actor.id as ConnectionId }, () => told(request, reply, actor));
    } else if (!this.rememberUnproven(request, reply, call)) return;
    this.soon();
  }

  private soon(): void {
    this.timer ??= setTimeout(() => void this.flush(), everyMs).unref();
  }

  private rememberUnproven(request: FastifyRequest, reply: FastifyReply, call: Unproven['call']): boolean {
    const sent = /^Bearer ([\x21-\x7e]+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const token = readSecretToken('scim', sent) ?? readSecretToken('scimat', sent);
    if (!token || this.unproven.length >= mostUnproven) return false;
    this.unproven.push({ token, call, story: told(request, reply) });
    return true;
  }
}

/** The address without what was asked, where names may stand. */
const pathOf = ({ url }: FastifyRequest): string => (url.split('?', 1)[0] ?? '').slice(0, 200);

/** Bodies hold whatever somebody sent: one that can't be told must not end the process, since nobody waits for this any more. */
function told(request: FastifyRequest, reply: FastifyReply, actor?: Actor): Story {
  try {
    return withNote(storyOf(seenCall(request, reply)), reply, actor);
  } catch (error) {
    request.log.error({ err: error }, 'fault');
    return { code: 'call.refused', facts: {} };
  }
}

function withNote(story: Story, reply: FastifyReply, actor: Actor | undefined): Story {
  const note = actor && notesOf(actor);
  // The notes of a Bulk request are those of its operations.
  if (!note || story.code === 'bulk.done') return story;
  // What was done before a refusal was undone with it.
  const code = reply.statusCode < 400 ? (note.code ?? story.code) : story.code;
  return { code, facts: { ...story.facts, ...note.facts }, memberId: note.memberId ?? story.memberId };
}

function seenCall(request: FastifyRequest, reply: FastifyReply): SeenCall {
  return {
    method: request.method,
    route: (request.is404 ? undefined : request.routeOptions.url) ?? '/scim/v2',
    id: (request.params as { id?: string } | undefined)?.id,
    query: objectOf(request.query) ?? {},
    body: request.body,
    status: reply.statusCode,
    answer: answerOf(request.scimAnswer),
    refusal: request.refusal,
  };
}

/** Of a long list only how long it is. */
function answerOf(text: string | undefined): SeenCall['answer'] {
  if (!text) return undefined;
  if (text.length <= largestAnswer) return objectOf(JSON.parse(text));
  const total = /"totalResults":(\d+)/.exec(text)?.[1];
  return total === undefined ? undefined : { totalResults: Number(total) };
}
