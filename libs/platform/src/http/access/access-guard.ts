import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Limits } from '../limits/limits.ts';
import { NotSignedIn } from '../problems/refusals.ts';
import { factsOfHandler } from './route-facts.ts';

/** The second lock: no handler runs unless the hook let this request in by the handler's own rule. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(@Inject(Limits) private readonly limits: Limits) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { access, limit } = factsOfHandler(context.getHandler());
    if (access.length !== 1 || request.admission?.access !== access[0]) throw new NotSignedIn();
    if (limit === 'reset') await this.limitAddress(request.body);
    return true;
  }

  /** The address stands in the body, so it is counted here; a body of another shape is refused by its schema. */
  private async limitAddress(body: unknown): Promise<void> {
    const { workspace, username } = (body ?? {}) as { workspace?: unknown; username?: unknown };
    if (typeof workspace === 'string' && typeof username === 'string') await this.limits.byAddress(workspace, username);
  }
}
