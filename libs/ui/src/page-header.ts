import { Component, input } from '@angular/core';

/** The top of a page: where one is (`[crumbs]`), what it is (the only `h1`), one sentence (`[lead]`), and its acts (`[actions]`). */
@Component({
  selector: 'ui-page-header',
  template: `
    <ng-content select="[crumbs]" />
    <div class="line">
      <div class="what">
        <div class="name">
          <ng-content select="[before]" />
          <h1 tabindex="-1">{{ heading() }}</h1>
          <ng-content select="[beside]" />
        </div>
        <ng-content select="[lead]" />
      </div>
      <div class="acts"><ng-content select="[actions]" /></div>
    </div>
  `,
  styles: `
    :host {
      display: block;
      margin-bottom: var(--s4);
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      align-items: flex-start;
      justify-content: space-between;
      gap: var(--s2) var(--s6);
    }
    .what {
      display: grid;
      gap: var(--s1);
      min-width: 0;
    }
    .name {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--s1) var(--s3);
    }
    h1 {
      overflow-wrap: anywhere;
    }
    /* Beside its avatar, however long the name is. */
    .name h1:not(:first-child) {
      max-width: calc(100% - 40px - var(--s3));
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2);
    }
    .acts:empty {
      display: none;
    }
  `,
})
export class PageHeader {
  readonly heading = input.required<string>();
}
