import { Component, computed, inject, input } from '@angular/core';
import { Banner } from '@placet/ui';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { MemberChoices } from '../../members/member-choices.ts';
import type { Connection } from '../directory-types.ts';
import type { Preview } from './mapping-types.ts';

type Share = Preview['people'][number]['gains'];

/** Who would gain and lose what, and what it takes in seats. */
@Component({
  selector: 'app-mapping-foretold',
  imports: [Banner, MessagePipe],
  template: `
    @let foretold = preview();
    <p role="status">{{ 'mapping.foretold' | t: { members: foretold.members, gain: foretold.gain, lose: foretold.lose } }}</p>
    @if (foretold.seats.length) {
      <table class="ui-table">
        <thead>
          <tr>
            <th scope="col">{{ 'form.access' | t }}</th>
            <th scope="col">{{ 'mapping.claimed' | t }}</th>
            <th scope="col">{{ 'mapping.freed' | t }}</th>
            <th scope="col">{{ 'mapping.free' | t }}</th>
          </tr>
        </thead>
        <tbody>
          @for (seat of foretold.seats; track seat.product) {
            <tr>
              <td class="ui-lead">{{ seat.name }}</td>
              <td [attr.data-label]="'mapping.claimed' | t">{{ seat.claimed }}</td>
              <td [attr.data-label]="'mapping.freed' | t">{{ seat.freed }}</td>
              <td [attr.data-label]="'mapping.free' | t">{{ seat.free }}</td>
            </tr>
          }
        </tbody>
      </table>
    }
    @for (seat of short(); track seat.product) {
      <ui-banner tone="warning">{{
        (policy() === 'wait' ? 'mapping.shortWait' : 'mapping.shortRefuse') | t: { product: seat.name, short: seat.short }
      }}</ui-banner>
    }
    @if (foretold.people.length) {
      <ul>
        @for (person of foretold.people; track person.memberId) {
          <li>
            <strong>{{ person.displayName }}</strong>
            @if (said(person.gains); as gains) {
              <span class="gain">+ {{ gains }}</span>
            }
            @if (said(person.loses); as loses) {
              <span class="lose">− {{ loses }}</span>
            }
          </li>
        }
      </ul>
      @if (more() > 0) {
        <p class="ui-quiet ui-small">{{ 'mapping.more' | t: { count: more() } }}</p>
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--s3);
    }
    ul {
      display: grid;
      gap: var(--s1);
      max-height: 280px;
      overflow: auto;
      font-size: var(--text-13);
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s1) var(--s3);
    }
    .gain {
      color: var(--success);
    }
    .lose {
      color: var(--danger);
    }
  `,
})
export class MappingForetold {
  readonly preview = input.required<Preview>();
  readonly policy = input.required<Connection['seatPolicy']>();
  private readonly words = inject(Words);
  private readonly choices = inject(MemberChoices);
  protected readonly short = computed(() => this.preview().seats.filter(({ short }) => short > 0));
  protected readonly more = computed(() => Math.max(this.preview().gain, this.preview().lose) - this.preview().people.length);

  protected said({ groupIds, products, siteIds }: Share): string {
    const groups = this.choices.groups().filter(({ id }) => groupIds.includes(id));
    const sites = this.choices.sites().filter(({ id }) => siteIds.includes(id));
    return this.words.list([
      ...groups.map((group) => this.choices.groupName(group)),
      ...products.map((product) => this.choices.productName(product)),
      ...sites.map(({ name }) => name),
    ]);
  }
}
