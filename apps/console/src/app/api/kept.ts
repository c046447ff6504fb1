import type { HttpResourceRef } from '@angular/common/http';
import { computed, linkedSignal, type Signal } from '@angular/core';

/** The last good value of a resource, which stays while the next one is on its way or fails, and when it came. */
export interface Kept<T> {
  readonly value: Signal<T | undefined>;
  readonly at: Signal<Date | undefined>;
  /** Whether an older value is shown while a newer one is being read or could not be. */
  readonly stale: Signal<boolean>;
}

export function kept<T>(resource: HttpResourceRef<T | undefined>): Kept<T> {
  const last = linkedSignal<T | undefined, { value: T; at: Date } | undefined>({
    source: () => (resource.hasValue() ? resource.value() : undefined),
    computation: (value, previous) => (value === undefined ? previous?.value : { value, at: new Date() }),
  });
  return {
    value: computed(() => last()?.value),
    at: computed(() => last()?.at),
    stale: computed(() => last() !== undefined && resource.status() !== 'resolved'),
  };
}
