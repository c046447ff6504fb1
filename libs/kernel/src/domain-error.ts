/** What a rule says no to. Subclasses carry the facts as public fields; each door has one table that turns them into words. */
export abstract class DomainError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** A refusal that must leave a trace: the handler returns it, the bus commits, and the door gets the error. */
export class Refused {
  constructor(readonly error: DomainError) {}
}

/** @param error becomes the door's answer after what the handler wrote was committed */
export const refused = (error: DomainError): Refused => new Refused(error);

/** Nothing of that name is here, or it belongs to others: doors can't tell the two apart. */
export class NotFound extends DomainError {
  constructor(readonly kind: string) {
    super(`no such ${kind}`);
  }
}

/** The thing is in a state that doesn't allow the act. */
export class StateConflict extends DomainError {
  constructor(
    readonly kind: string,
    readonly state: string,
    readonly act: string,
  ) {
    super(`a ${kind} that is ${state} can't ${act}`);
  }
}

/** A key is missing. */
export class PermissionMissing extends DomainError {
  constructor(readonly permission: string) {
    super(`the permission ${permission} is needed`);
  }
}

/** Someone stands above, or a right would be given that the giver lacks. */
export class RankTooLow extends DomainError {
  constructor(
    readonly needed: number,
    readonly own: number,
  ) {
    super(`rank ${needed} is needed, ${own} is held`);
  }
}

/** A field's value is wrong in a way that only the data tells; `path` as in the body. */
export class InvalidField extends DomainError {
  constructor(
    readonly path: string,
    readonly code: string,
    readonly params: Record<string, unknown> = {},
  ) {
    super(`${path}: ${code}`);
  }
}

/** Somebody changed it since it was read. */
export class StaleVersion extends DomainError {
  constructor(
    readonly kind: string,
    readonly current: number,
  ) {
    super(`the ${kind} is at version ${current}`);
  }
}
