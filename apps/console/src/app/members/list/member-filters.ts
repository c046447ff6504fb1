import { computed, inject, Injectable } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, type ParamMap } from '@angular/router';

/** Filters that take any number of values. */
export const listFilters = ['state', 'kind', 'groupId', 'seniority', 'siteId', 'product', 'origin', 'managedBy', 'language'] as const;
/** Filters with one value. */
export const oneFilters = ['seat', 'seatState', 'signedInBefore', 'neverSignedIn', 'createdFrom', 'createdTo'] as const;
export type ListFilter = (typeof listFilters)[number];
export type OneFilter = (typeof oneFilters)[number];
export const pageSizes = [50, 100, 200] as const;
const others = ['q', 'sort', 'limit', 'cursor'] as const;

/** The members list as the URL says it: filters, search, order and page. Every change is a change of the URL. */
@Injectable()
export class MemberFilters {
  private readonly router = inject(Router);
  private readonly params = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });

  readonly q = computed(() => this.params().get('q') ?? '');
  readonly sort = computed(() => this.params().get('sort') ?? 'lastName');
  readonly limit = computed(() => Number(this.params().get('limit') ?? pageSizes[0]));
  readonly cursor = computed(() => this.params().get('cursor') ?? undefined);
  /** How many filters are in force; a seat and its state are one. */
  readonly count = computed(() => {
    const inForce = [...listFilters, ...oneFilters].filter((name) => this.params().has(name));
    return inForce.filter((name) => name !== 'seatState' || !this.params().has('seat')).length;
  });
  /** Whether anything narrows the list, the search included. */
  readonly isNarrow = computed(() => this.count() > 0 || this.q() !== '');
  /** What the API is asked; drawers and other things of the URL are left out. */
  readonly asked = computed(() => askedOf(this.params()));

  list(name: ListFilter): readonly string[] {
    return this.params().getAll(name);
  }
  one(name: OneFilter): string | undefined {
    return this.params().get(name) ?? undefined;
  }
  /** Sets filters, search, order or size; the list begins again at its first page. */
  set(changes: Partial<Record<ListFilter | OneFilter | 'q' | 'sort' | 'limit', string | readonly string[] | null>>): Promise<boolean> {
    const isTyped = Object.keys(changes).join() === 'q';
    return this.go({ ...changes, cursor: null }, isTyped);
  }
  toggle(name: ListFilter, value: string): Promise<boolean> {
    const present = this.list(name);
    const values = present.includes(value) ? present.filter((other) => other !== value) : [...present, value];
    return this.set({ [name]: values.length ? values : null });
  }
  clear(): Promise<boolean> {
    return this.set(Object.fromEntries([...listFilters, ...oneFilters, 'q'].map((name) => [name, null])));
  }
  sortBy(column: string): Promise<boolean> {
    return this.set({ sort: this.sort() === column ? `-${column}` : column });
  }
  private go(queryParams: Record<string, unknown>, replaceUrl = false): Promise<boolean> {
    return this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl });
  }
}

function askedOf(params: ParamMap): string {
  const asked = new URLSearchParams();
  for (const name of [...listFilters, ...oneFilters, ...others])
    for (const value of params.getAll(name)) if (value) asked.append(name, value);
  return asked.toString();
}
