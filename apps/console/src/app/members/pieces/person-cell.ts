import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Avatar } from '@placet/ui/console';
import type { Person } from '../member-types.ts';

/** Who a row is about: avatar, name as the way to the page, and below how to reach the person. */
@Component({
  selector: 'app-person-cell',
  imports: [Avatar, RouterLink],
  template: `
    <div class="ui-who">
      <ui-avatar [name]="person().displayName" />
      <div>
        <a [routerLink]="['/members', person().id]">{{ person().displayName }}</a>
        @if (contact(); as text) {
          <span class="ui-quiet">{{ text }}</span>
        }
      </div>
    </div>
  `,
})
export class PersonCell {
  readonly person = input.required<Person>();
  /** Address or username. */
  readonly contact = input<string>();
}
