import { httpResource } from '@angular/common/http';
import { computed, Injectable, signal } from '@angular/core';
import { apiBase } from '../../api/api.ts';
import { kept } from '../../api/kept.ts';
import { readAgain } from '../../api/read-again.ts';
import type { EffectivePermissions, Member } from '../member-types.ts';

/** One member, as his page and its tabs show him. */
@Injectable()
export class MemberStore {
  readonly memberId = signal('');
  readonly resource = httpResource<Member>(() => (this.memberId() ? `${apiBase}/members/${this.memberId()}` : undefined));
  private readonly last = kept(this.resource);
  /** Never the one before, while another is being read. */
  readonly member = computed(() => {
    const member = this.last.value();
    return member?.id === this.memberId() ? member : undefined;
  });
  private readonly wantsPermissions = signal(false);
  readonly permissionsRead = httpResource<EffectivePermissions>(() =>
    this.wantsPermissions() && this.memberId() ? `${apiBase}/members/${this.memberId()}/permissions` : undefined,
  );
  readonly permissions = kept(this.permissionsRead);

  constructor() {
    readAgain(this.resource);
    readAgain(this.permissionsRead);
  }
  /** The tab of rights is open. */
  openPermissions(): void {
    this.wantsPermissions.set(true);
  }
}
