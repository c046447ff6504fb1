import type { OpenAPIObject } from '@nestjs/swagger';
import type { Access, RouteFacts } from '@placet/platform';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Responses = Record<string, { headers?: object; content?: Record<string, unknown> }>;

/** Adds to an operation what its route asks and answers beyond its schemas. */
export function describeOperation(operation: Operation, method: string, facts: RouteFacts): void {
  const [access] = facts.access;
  if (!access) return;
  operation.summary = inWords(operation.operationId ?? '', operation.tags?.[0] ?? '');
  operation.tags = operation.tags?.map((tag) => spaced(tag));
  operation.description = asked(access);
  operation.security = securityOf(access);
  operation.parameters = [...(operation.parameters ?? []), ...headersOf(access, method, facts)];
  const body = operation.requestBody as { content?: Record<string, unknown> } | undefined;
  if (facts.readsForm && body?.content) body.content = { 'application/x-www-form-urlencoded': body.content['application/json'] };
  const responses = operation.responses as Responses;
  const refusal = responses['default']?.content;
  if (refusal?.['application/json']) responses['default']!.content = { 'application/problem+json': refusal['application/json'] };
  const done = facts.answer && responses[facts.answer.status];
  if (done) {
    const said = [facts.answer?.version && 'ETag', facts.answer?.location && 'Location'].filter((name) => name !== undefined);
    if (said.length) done.headers = Object.fromEntries(said.map((name) => [name, { schema: { type: 'string' } }]));
  }
}

/** `membersSignOut` of `Members` -> `Sign out`. */
const inWords = (operationId: string, tag: string): string => spaced(operationId.slice(tag.length));

/** `MemberActions` -> `Member actions`. */
const spaced = (name: string): string => name.replaceAll(/(?<=.)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function asked(access: Access): string {
  if (access.kind === 'public') return 'For anybody.';
  if (access.kind === 'operator') return 'For the operator.';
  if (access.kind === 'directory') return 'For a directory connection.';
  const who = access.kind === 'needs' ? `Needs the permission \`${access.permission}\`` : 'For any member who is signed in';
  return `${who}${access.recentSignIn ? ', and a sign-in of at most 10 minutes ago' : ''}.`;
}

function securityOf(access: Access): Record<string, string[]>[] {
  if (access.kind === 'public') return [];
  return [{ [access.kind === 'operator' || access.kind === 'directory' ? access.kind : 'session']: [] }];
}

function headersOf(access: Access, method: string, { answer }: RouteFacts): never[] {
  if (method === 'GET' || access.kind === 'public' || access.kind === 'directory') return [];
  const header = (name: string, description: string, required = false) => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  });
  return [
    ...(access.kind === 'operator' ? [] : [header('X-XSRF-TOKEN', 'The value of the cookie XSRF-TOKEN.', true)]),
    header('Idempotency-Key', '16 to 128 visible characters.'),
    ...(answer?.version && method !== 'POST' ? [header('If-Match', 'The ETag of the version that is changed.')] : []),
  ] as never[];
}
