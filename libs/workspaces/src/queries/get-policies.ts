import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Actor } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { policiesInForce, type PoliciesInForce } from '../policies.ts';

/** The policies in force. */
export class GetPolicies extends Query<PoliciesInForce> {
  constructor(readonly actor: Actor) {
    super();
  }
}

@QueryHandler(GetPolicies)
export class GetPoliciesHandler implements IQueryHandler<GetPolicies> {
  constructor(private readonly em: WorkspaceEm) {}

  execute(): Promise<PoliciesInForce> {
    return policiesInForce(this.em);
  }
}
