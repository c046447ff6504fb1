import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { disabled, form, FormField, readonly, validate } from '@angular/forms/signals';
import { Control, Field, Skeleton } from '@placet/ui';
import { type Choice, Choices, Conflict, Toasts, type VersionDifference } from '@placet/ui/console';
import { Intention } from '../../api/intention.ts';
import { FieldErrorsPipe } from '../../forms/field-errors-pipe.ts';
import { FormNotices } from '../../forms/form-notices.ts';
import { Submission } from '../../forms/submission.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { Words } from '../../i18n/words.ts';
import type { Member, MemberChange, OnFull } from '../member-types.ts';
import { MembersClient } from '../members-client.ts';
import { NoSeat } from '../pieces/no-seat.ts';
import { RoleChoices } from '../pieces/role-choices.ts';
import { MemberRights } from './member-rights.ts';
import { MemberStore } from './member-store.ts';

interface Access {
  readonly groupIds: readonly string[];
  readonly products: readonly string[];
  readonly siteIds: readonly string[];
  readonly defaultSiteId: string;
}
const accessOf = ({ groups, products, sites, defaultSiteId }: Member): Access => ({
  groupIds: groups.map(({ id }) => id),
  products,
  siteIds: sites.map(({ id }) => id),
  defaultSiteId: defaultSiteId ?? '',
});
const labels = { groupIds: 'form.groups', products: 'form.access', siteIds: 'form.sites', defaultSiteId: 'form.defaultSite' } as const;
const sorted = (list: readonly string[]) => list.toSorted((one, other) => one.localeCompare(other)).join();

/** The tab of what a member may use: groups, access with seats, sites, and what follows from the groups. */
@Component({
  selector: 'app-member-access',
  imports: [Choices, Conflict, Control, Field, FieldErrorsPipe, FormField, FormNotices, MemberRights, MessagePipe, NoSeat, Skeleton],
  templateUrl: './member-access.html',
  styleUrl: './member-access.scss',
  providers: [RoleChoices],
})
export class MemberAccess {
  private readonly client = inject(MembersClient);
  private readonly words = inject(Words);
  private readonly toasts = inject(Toasts);
  private readonly intention = new Intention();
  protected readonly store = inject(MemberStore);
  protected readonly role = inject(RoleChoices);
  private readonly base = signal<Member | undefined>(undefined);
  protected readonly model = signal<Access>({ groupIds: [], products: [], siteIds: [], defaultSiteId: '' });
  protected readonly mayEdit = computed(() => this.store.member()?.actions.edit?.allowed === true);
  protected readonly form = form(this.model, (fields) => {
    readonly(fields, { when: () => !this.mayEdit() });
    disabled(fields.defaultSiteId, { when: () => !this.mayEdit() });
    validate(fields.groupIds, ({ value }) => (value().length ? undefined : { kind: 'required' }));
    validate(fields.defaultSiteId, ({ value, valueOf }) =>
      value() && !valueOf(fields.siteIds).includes(value()) ? { kind: 'not_granted' } : undefined,
    );
  });
  protected readonly submission = new Submission(this.form);
  protected readonly noSeat = computed(() => {
    const problem = this.submission.problem();
    return problem?.code === 'no_seat_left' ? problem : undefined;
  });
  protected readonly change = computed(() => this.changeOf(this.base(), this.model()));
  protected readonly isChanged = computed(() => Object.keys(this.change()).length > 0);
  /** The one whom the form is about has no right to change: all of it stands, nothing can be ticked. */
  protected readonly groups = computed(() => this.locked(this.role.groups()));
  protected readonly sites = computed(() => this.locked(this.role.sites()));
  protected readonly products = computed(() =>
    this.locked(this.role.products().map((choice) => ({ ...choice, ...this.seatOf(choice.value) }))),
  );
  protected readonly grantedSites = computed(() => this.role.sites().filter(({ value }) => this.model().siteIds.includes(value)));

  constructor() {
    this.store.openPermissions();
    effect(() => {
      const member = this.store.member();
      if (member) untracked(() => (member.id === this.base()?.id && this.isChanged() ? undefined : this.begin(member)));
    });
  }
  protected readonly conflict = computed(
    () => this.submission.problem()?.status === 412 && this.store.member()?.version !== this.base()?.version,
  );
  /** @param member whose version is sent; after a conflict the newer one */
  protected async save(onFull?: OnFull, member = this.base()): Promise<void> {
    if (!member) return;
    const send = async () => {
      const change = this.change();
      const body = change.products ? { ...change, onFull: onFull ?? ('refuse' as const) } : change;
      this.begin((await this.client.edit(member.id, body, member.version, this.intention)).member);
      this.toasts.show(this.words.say('member.saved'));
    };
    const isSent = await this.submission.send(send);
    if (!isSent && this.submission.problem()?.status === 412) this.store.resource.reload();
  }
  protected differences(): readonly VersionDifference[] {
    const member = this.store.member();
    if (!member) return [];
    const [theirs, mine] = [accessOf(member), this.model()];
    const own = this.change();
    const names = Object.keys({ ...own, ...this.changeOf(this.base(), theirs) }) as (keyof Access)[];
    const named = {
      groupIds: this.role.groups(),
      products: this.role.products(),
      siteIds: this.role.sites(),
      defaultSiteId: this.role.sites(),
    };
    const said = (name: keyof Access, access: Access) =>
      named[name]
        .filter(({ value }) => [access[name]].flat().includes(value))
        .map(({ label }) => label)
        .join(', ');
    return names.map((name) => ({
      field: this.words.say(labels[name]),
      ...(name in own ? { mine: said(name, mine) } : {}),
      theirs: said(name, theirs),
    }));
  }
  protected revert(): void {
    const member = this.store.member();
    if (member) this.begin(member);
  }
  private begin(member: Member): void {
    this.base.set(member);
    this.model.set(accessOf(member));
    this.form().reset();
    this.submission.problem.set(undefined);
  }
  private changeOf(member: Member | undefined, now: Access): MemberChange {
    if (!member) return {};
    const before = accessOf(member);
    const differs = (name: 'groupIds' | 'products' | 'siteIds') => sorted(before[name]) !== sorted(now[name]);
    return {
      ...(differs('groupIds') ? { groupIds: [...now.groupIds] } : {}),
      ...(differs('products') ? { products: [...now.products] } : {}),
      ...(differs('siteIds') ? { siteIds: [...now.siteIds] } : {}),
      ...(before.defaultSiteId === now.defaultSiteId ? {} : { defaultSiteId: now.defaultSiteId || null }),
    };
  }
  private seatOf(product: string): Pick<Choice, 'hint'> {
    const member = this.store.member();
    const held = member?.holdings.find((holding) => holding.product === product);
    const waits = member?.waiting.find((entry) => entry.product === product);
    if (waits) return { hint: this.words.say('member.place', { place: waits.place }) };
    if (!held) return {};
    const facts = { date: this.words.date(held.since), door: this.words.say(`door.${held.door}`) };
    return { hint: this.words.say(held.state === 'assigned' ? 'member.since' : 'member.reservedSince', facts) };
  }
  private locked(choices: readonly Choice[]): readonly Choice[] {
    return this.mayEdit() ? choices : choices.map((choice) => ({ ...choice, blocked: choice.hint ?? ' ' }));
  }
}
