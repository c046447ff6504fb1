import { httpResource } from '@angular/common/http';
import { computed, inject, Injectable } from '@angular/core';
import { apiBase } from '../../api/api.ts';
import { kept } from '../../api/kept.ts';
import { readAgain } from '../../api/read-again.ts';
import type { MembersPageOf } from '../member-types.ts';
import { MemberFilters } from './member-filters.ts';

/** One page of the members, as the URL asks for it. */
@Injectable()
export class MemberListStore {
  private readonly filters = inject(MemberFilters);
  readonly resource = httpResource<MembersPageOf>(() => {
    const asked = this.filters.asked();
    return `${apiBase}/members${asked ? `?${asked}` : ''}`;
  });
  readonly page = kept(this.resource);
  readonly rows = computed(() => this.page.value()?.items ?? []);

  constructor() {
    readAgain(this.resource);
  }
}
