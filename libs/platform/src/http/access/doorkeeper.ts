import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../config.ts';
import { Limits } from '../limits/limits.ts';
import { NotSignedIn } from '../problems/refusals.ts';
import { sourceOf, type Admission } from './admission.ts';
import { DirectoryDoor } from './directory-door.ts';
import { MemberDoor } from './member-door.ts';
import { OperatorDoor } from './operator-door.ts';
import type { RouteFacts } from './route-facts.ts';
import { isSafe, refuseForeignOrigin } from './site-origin.ts';

/** Lets a request in or refuses it, before its body is read. One kind of credential for each kind of route; another kind is none. */
@Injectable()
export class Doorkeeper {
  constructor(
    @Inject(Config) private readonly config: Config,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(MemberDoor) private readonly members: MemberDoor,
    @Inject(OperatorDoor) private readonly operator: OperatorDoor,
    @Inject(DirectoryDoor) private readonly directories: DirectoryDoor,
  ) {}

  /** @throws NotSignedIn and each door's refusals; nothing but a limit's count has changed then */
  async admit(request: FastifyRequest, reply: FastifyReply, { access: said, limit }: RouteFacts): Promise<Admission> {
    const [access] = said;
    if (!access || said.length > 1) throw new NotSignedIn();
    if (limit) await this.limits.bySource(limit === 'sign_in' ? 'sign_in' : 'public', sourceOf(request.ip));
    if (access.kind === 'operator') return { access, actor: this.operator.admit(request) };
    if (access.kind === 'directory') return { access, actor: await this.directories.admit(request) };
    if (access.kind !== 'public') return { access, actor: await this.members.admit(request, reply, access) };
    if (!isSafe(request)) refuseForeignOrigin(request, this.config.baseUrl, false);
    return { access };
  }
}
