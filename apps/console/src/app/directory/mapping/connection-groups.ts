import { httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { Icon, Skeleton } from '@placet/ui';
import { Chip, Empty, NoResult } from '@placet/ui/console';
import { apiBase } from '../../api/api.ts';
import { kept } from '../../api/kept.ts';
import { readAgain } from '../../api/read-again.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { MemberChoices } from '../../members/member-choices.ts';
import { CursorTrail } from '../../members/pieces/cursor-trail.ts';
import { SessionStore } from '../../session/session-store.ts';
import { ProblemView } from '../../states/problem-view.ts';
import { ConnectionStore } from '../connection/connection-store.ts';
import { givesNothing, mappingOf, type DirectoryGroup, type DirectoryGroups } from './mapping-types.ts';

const lookAgainMs = 2_000;

/** The groups that the directory has pushed, and what each gives. A group gives nothing by itself. */
@Component({
  selector: 'app-connection-groups',
  imports: [Chip, Empty, Icon, MessagePipe, NoResult, ProblemView, Skeleton],
  templateUrl: './connection-groups.html',
  styleUrl: './connection-groups.scss',
  providers: [MemberChoices],
})
export class ConnectionGroups {
  private readonly store = inject(ConnectionStore);
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly words = inject(Words);
  private readonly session = inject(SessionStore);
  private readonly choices = inject(MemberChoices);
  protected readonly trail = inject(CursorTrail);
  readonly q = input<string>();
  readonly cursor = input<string>();
  protected readonly resource = httpResource<DirectoryGroups>(() => {
    const id = this.store.connectionId();
    const params = Object.fromEntries(Object.entries({ q: this.q(), cursor: this.cursor() }).filter(([, value]) => value));
    return id ? { url: `${apiBase}/directory-connections/${id}/groups`, params: params as Record<string, string> } : undefined;
  });
  protected readonly page = kept(this.resource);
  protected readonly mayManage = computed(() => this.session.can('directory.manage'));
  private readonly isOnTheWay = computed(() => this.page.value()?.items.some(({ mapping }) => mapping?.behind) ?? false);

  constructor() {
    readAgain(this.resource);
    // A large group follows its mapping by a process: its progress is looked at until it is through.
    effect((onCleanup) => {
      if (!this.isOnTheWay()) return;
      const timer = setInterval(() => this.resource.reload(), lookAgainMs);
      onCleanup(() => clearInterval(timer));
    });
  }
  /** In words: groups, products, sites. */
  protected gives(group: DirectoryGroup): string {
    const mapping = mappingOf(group);
    if (givesNothing(mapping)) return '';
    const sites = this.choices.sites().filter(({ id }) => mapping.siteIds.includes(id));
    return this.words.list([
      ...mapping.groupIds.map((id) => this.groupName(id)),
      ...mapping.products.map((product) => this.choices.productName(product)),
      ...sites.map(({ name }) => name),
    ]);
  }
  protected progress({ mapping, members }: DirectoryGroup): string {
    return this.words.say('mapping.progress', { done: members - (mapping?.behind ?? 0), of: members });
  }
  protected async edit(group: DirectoryGroup): Promise<void> {
    const { MappingDialog } = await import('./mapping-dialog.ts');
    const connection = this.store.connection();
    this.dialog.open(MappingDialog, { data: { connection, group }, width: '640px', autoFocus: 'dialog', restoreFocus: true });
  }
  protected search(q: string): void {
    void this.router.navigate([], { queryParams: { q: q.trim() || null, cursor: null }, queryParamsHandling: 'merge' });
  }
  private groupName(id: string): string {
    const found = this.choices.groups().find((group) => group.id === id);
    return found ? this.choices.groupName(found) : this.words.say('mapping.unknownGroup');
  }
}
