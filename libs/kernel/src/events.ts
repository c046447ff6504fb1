import type { MemberId } from './ids.ts';

/** What happened, said in the past tense. `facts` hold ids and plain values; `personal` is stored encrypted with the member's key. */
export interface DomainEvent {
  readonly type: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly facts: Readonly<Record<string, unknown>>;
  /** Names, addresses, reasons, of the member whose key encrypts them. */
  readonly personal?: { readonly memberId: MemberId; readonly values: Readonly<Record<string, unknown>> };
  /** The process that this wakes or starts, by workflow id. */
  readonly pokes?: readonly string[];
}

const raised = new WeakMap<object, DomainEvent[]>();

/** Notes an event on an aggregate; the flush writes it. A list beside the object, since hydration skips constructors. */
export function raise(aggregate: object, event: DomainEvent): void {
  const list = raised.get(aggregate);
  if (list) list.push(event);
  else raised.set(aggregate, [event]);
}

/** Takes what was raised, once. */
export function takeRaised(aggregate: object): DomainEvent[] {
  const list = raised.get(aggregate) ?? [];
  raised.delete(aggregate);
  return list;
}
