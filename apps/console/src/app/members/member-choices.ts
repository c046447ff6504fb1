import { httpResource } from '@angular/common/http';
import { computed, inject, Injectable } from '@angular/core';
import type { GroupsReply, SenioritiesReply, SitesReply } from '@placet/contracts';
import type { Permission } from '@placet/contracts/permissions';
import type { z } from 'zod';
import { apiBase } from '../api/api.ts';
import { Words } from '../i18n/words.ts';
import { SeatsStore } from '../seats/seats-store.ts';
import { SessionStore } from '../session/session-store.ts';

export type Group = z.infer<typeof GroupsReply>['items'][number];

/** What can be chosen for a member here: groups, sites, seniority levels, languages, products, each by its name in the reader's language. */
@Injectable()
export class MemberChoices {
  private readonly session = inject(SessionStore);
  private readonly words = inject(Words);
  private readonly seats = inject(SeatsStore);
  private readonly groupsRead = httpResource<z.infer<typeof GroupsReply>>(() => this.where('groups.read', '/groups'));
  private readonly sitesRead = httpResource<z.infer<typeof SitesReply>>(() => this.where('sites.read', '/sites'));
  private readonly senioritiesRead = httpResource<z.infer<typeof SenioritiesReply>>(() => this.where('members.read', '/seniorities'));
  readonly groups = computed<readonly Group[]>(() => (this.groupsRead.hasValue() ? this.groupsRead.value().items : []));
  readonly sites = computed(() => (this.sitesRead.hasValue() ? this.sitesRead.value().items : []));
  readonly seniorities = computed(() => (this.senioritiesRead.hasValue() ? this.senioritiesRead.value().items : []));
  readonly languages = computed(() => this.session.workspace()?.languages ?? []);
  readonly products = this.seats.pools;
  readonly error = computed(() => this.groupsRead.error() ?? this.sitesRead.error() ?? this.senioritiesRead.error());

  /** Built-in groups speak the reader's language; own ones have the name that they were given. */
  groupName({ id, name }: { id: string; name: string }): string {
    const builtIn = this.groups().find((group) => group.id === id)?.builtIn;
    return builtIn ? this.words.say(`group.${builtIn}`) : name;
  }
  productName(product: string): string {
    return this.products().find((pool) => pool.product === product)?.name ?? product;
  }
  languageName(language: string): string {
    const name = new Intl.DisplayNames(this.words.language(), { type: 'language' }).of(language) ?? language;
    return name.charAt(0).toLocaleUpperCase(this.words.language()) + name.slice(1);
  }
  /** What a group lets its members do, in words. */
  rightsOf(group: Group): readonly string[] {
    return group.permissions.map((key) => this.words.say(`permission.${key}`));
  }
  reload(): void {
    for (const read of [this.groupsRead, this.sitesRead, this.senioritiesRead]) if (read.error()) read.reload();
  }
  private where(permission: Permission, path: string): string | undefined {
    return this.session.can(permission) ? apiBase + path : undefined;
  }
}
