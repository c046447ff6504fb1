import { DomainError } from '@placet/kernel';
import { ScimError } from '@placet/scim-protocol';
import type { SeenCall, Story } from './call-story.ts';
import { memberChangesOf, namesOf, objectOf, textOf } from './sent-values.ts';

/** Why a call came to nothing: a reason for the console, and the sentence that the directory was told. */
export function refusalStory(call: SeenCall, kind: 'user' | 'group' | undefined): Story {
  const reason = reasonOf(call);
  const detail = textOf(call.answer, 'detail');
  const { attributes, values } = memberChangesOf(call.body, call.method);
  const sent = namesOf(objectOf(call.body));
  const named = typeof values.get('username') === 'string' ? { userName: String(values.get('username')).slice(0, 200) } : sent;
  const facts = {
    reason,
    ...named,
    ...(detail ? { detail } : {}),
    ...(call.method === 'PATCH' && attributes.length ? { attributes } : {}),
  };
  const memberId = kind === 'user' && call.id !== undefined && isUuid(call.id) ? call.id : undefined;
  if (call.status === 401) return { code: 'token.refused', facts: { reason } };
  if (call.status === 429) return { code: 'calls.limited', facts: {} };
  return { code: reason === 'brake_held' ? 'brake.held' : kind ? `${kind}.refused` : 'call.refused', facts, memberId };
}

/** The rule's own name, such as `seat_refused`; the protocol's, such as `invalidValue`; else the status. */
function reasonOf({ refusal, status }: SeenCall): string {
  if (refusal instanceof ScimError) return refusal.scimType ?? `http_${status}`;
  if (!(refusal instanceof DomainError)) return `http_${status}`;
  const name = refusal.constructor.name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
  const { because } = refusal as { because?: unknown };
  return typeof because === 'string' ? because : name;
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
