import { computed, inject, Injectable } from '@angular/core';
import type { Choice } from '@placet/ui/console';
import { Words } from '../../i18n/words.ts';
import { SessionStore } from '../../session/session-store.ts';
import { type Group, MemberChoices } from '../member-choices.ts';

/** Groups, products and sites as choices of a form: what each can do, how many seats are free, and what is out of one's reach. */
@Injectable()
export class RoleChoices {
  private readonly choices = inject(MemberChoices);
  private readonly session = inject(SessionStore);
  private readonly words = inject(Words);

  /** The lowest rank first: most people are plain members. */
  readonly groups = computed<readonly Choice[]>(() =>
    this.choices
      .groups()
      .toSorted((one, other) => one.rank - other.rank)
      .map((group) => ({ value: group.id, label: this.choices.groupName(group), ...this.aboutGroup(group) })),
  );
  readonly products = computed<readonly Choice[]>(() =>
    this.choices.products().map(({ product, name, free, waiting }) => ({
      value: product,
      label: name,
      aside: waiting > 0 ? this.words.say('form.waiting', { waiting }) : this.words.say('form.free', { free }),
    })),
  );
  readonly sites = computed<readonly Choice[]>(() => this.choices.sites().map(({ id, name }) => ({ value: id, label: name })));

  private aboutGroup(group: Group): Pick<Choice, 'hint' | 'blocked'> {
    const rank = this.session.me()?.rank ?? 0;
    if (group.rank > rank) return { blocked: this.words.say('form.rank') };
    if (!group.permissions.every((key) => this.session.can(key))) return { blocked: this.words.say('form.lacks') };
    const rights = this.choices.rightsOf(group);
    if (!rights.length) return { hint: this.words.say('form.noRights') };
    const first = this.words.list(rights.slice(0, 3));
    return {
      hint: rights.length > 3 ? this.words.say('form.rights', { first: rights.slice(0, 3).join(', '), more: rights.length - 3 }) : first,
    };
  }
}
