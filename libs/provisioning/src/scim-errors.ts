import { DomainError, InvalidField, NotFound, PermissionMissing, RankTooLow, StaleVersion, StateConflict } from '@placet/kernel';
import { AlreadyInvited, LastOwner, UsernameTaken, WorkspaceSuspended } from '@placet/members';
import { BodyTooLarge, MalformedRequest, NotSignedIn, errorForm, problemOf, type ProblemAnswer } from '@placet/platform';
import { ScimError, errorBody, type ScimType } from '@placet/scim-protocol';
import { DirectoryGroupTaken, GroupInItself, UnknownMember } from './groups/group-errors.ts';
import { ProductNotSold } from '@placet/seats';
import { AdoptionRefused, BrakeHeld } from './provisioning-errors.ts';
import { SeatRefused } from './seat-refused.ts';

export const scimJson = 'application/scim+json; charset=utf-8';

interface Told<E> {
  readonly status: number;
  readonly scimType?: ScimType;
  /** A sentence for the directory's administrator; Okta shows it word for word. */
  readonly detail: (error: E) => string;
}

type ErrorClass<E> = abstract new (...parameters: never[]) => E;
const entry = <E extends DomainError>(error: ErrorClass<E>, told: Told<E>) => [error, told as unknown as Told<DomainError>] as const;

const bars = {
  email_not_in_verified_domain:
    'The address of this user is not in a verified domain of the workspace, so the directory may not take the user over.',
  changes_username_or_email: 'The first change of a user whom nobody manages may change neither userName nor emails.',
};

/** The one table of this door: what a rule's no is in SCIM. Statuses and types are those of RFC 7644 §3.12; a full pool is 403, since 409 reads as a
 * duplicate and everything else is retried for ever.
 */
const table = new Map<unknown, Told<DomainError>>([
  entry(NotFound, { status: 404, detail: () => 'No such resource.' }),
  entry(UsernameTaken, { status: 409, scimType: 'uniqueness', detail: () => 'This userName is taken in the workspace.' }),
  entry(DirectoryGroupTaken, { status: 409, scimType: 'uniqueness', detail: () => 'A group of this connection has this displayName.' }),
  entry(UnknownMember, {
    status: 400,
    scimType: 'invalidValue',
    detail: ({ memberId }) => `members names ${memberId}, whom this connection does not know.`,
  }),
  entry(GroupInItself, { status: 400, scimType: 'invalidValue', detail: () => 'A group is not a member of itself.' }),
  entry(SeatRefused, { status: 403, detail: seatSentence }),
  entry(AdoptionRefused, { status: 403, detail: ({ because }) => bars[because] }),
  entry(ProductNotSold, {
    status: 400,
    scimType: 'invalidValue',
    detail: () => 'products names a product that this workspace has no seats of.',
  }),
  entry(BrakeHeld, {
    status: 403,
    detail: () =>
      'The directory lets go unusually many users at once, so this one is held until an owner of the workspace decides in Placet.',
  }),
  entry(RankTooLow, {
    status: 403,
    detail: () => 'This user has rights above a plain member; only an administrator changes that user, in Placet.',
  }),
  entry(PermissionMissing, { status: 403, detail: () => 'The workspace adds members in its console only.' }),
  entry(WorkspaceSuspended, { status: 403, detail: () => 'The workspace is suspended.' }),
  entry(LastOwner, { status: 409, detail: () => 'The last active owner of the workspace has to stay.' }),
  entry(AlreadyInvited, { status: 409, detail: () => 'Another invitation to this address is open. Try again.' }),
  entry(StateConflict, { status: 409, detail: ({ kind, state, act }) => `A ${kind} that is ${state} can't ${act}.` }),
  entry(BodyTooLarge, { status: 413, detail: ({ limit }) => `The body may have ${limit} bytes.` }),
  entry(StaleVersion, { status: 412, detail: ({ current }) => `The resource has changed meanwhile; it is at version ${current}.` }),
  entry(InvalidField, { status: 400, scimType: 'invalidValue', detail: ({ path, code }) => `${path} is not valid here: ${code}.` }),
]);

/** Okta's and Entra's administrators read this. */
function seatSentence({ userName, product, purchased, used, waiting, seatsUrl }: SeatRefused): string {
  const queue = waiting ? `, ${waiting} waiting` : '';
  return `No ${product.name} seat left for ${userName}: ${used} of ${purchased} used${queue}. Free one, or have seats added: ${seatsUrl}. It will be tried again at the next sync.`;
}

const malformed = {
  json: 'The body is no JSON.',
  depth: 'The body nests deeper than 20.',
  duplicate_key: 'A name stands twice in the body.',
} as Readonly<Record<string, string>>;

errorForm({
  prefix: '/scim/',
  contentType: scimJson,
  tell: (error, problem, url) => {
    const version = /^\/scim\/(v\d+)(?:[/?]|$)/i.exec(url)?.[1];
    if (problem.status === 404 && version && version !== 'v2') return told(400, `There is no ${version} here, only v2.`, 'invalidVers');
    if (error instanceof MalformedRequest) return malformedAnswer(error);
    if (error instanceof NotSignedIn) {
      const headers = { 'www-authenticate': 'Bearer realm="scim"' };
      return { ...told(401, 'The token is missing, wrong, expired or revoked.'), headers };
    }
    const found = table.get(error.constructor);
    return found ? told(found.status, found.detail(error), found.scimType) : fromProblem(problem);
  },
});

/** An error as one operation of a Bulk request tells it. */
export interface Refusal {
  readonly status: number;
  readonly detail: string;
  readonly scimType?: ScimType | undefined;
}

/** What a single request would be answered. */
export function refusalOf(error: unknown, requestId: string): Refusal {
  if (error instanceof ScimError) return { status: error.status, detail: error.message, scimType: error.scimType };
  const found = error instanceof DomainError ? table.get(error.constructor) : undefined;
  if (found) return { status: found.status, detail: found.detail(error as DomainError), scimType: found.scimType };
  const problem = problemOf(error, requestId);
  return { status: problem.status, detail: sentenceOf(problem) };
}

/** A path that can't be decoded names nothing. */
const malformedAnswer = ({ what }: MalformedRequest) =>
  what === 'url' ? told(404, 'No such resource.') : told(400, malformed[what] ?? 'The request can not be read.', 'invalidSyntax');

const fromProblem = (problem: ProblemAnswer) => told(problem.status, sentenceOf(problem));

const sentenceOf = ({ status, body }: ProblemAnswer): string =>
  `${body.title}.${status >= 500 ? ` Tell us the request id ${body.requestId}.` : ''}`;

const told = (status: number, detail: string, scimType?: ScimType) => ({ status, body: errorBody(status, detail, scimType) });
