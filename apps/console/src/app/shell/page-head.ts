import { Component, DestroyRef, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '@placet/ui';
import { PageHeader } from '@placet/ui/console';
import { MessagePipe } from '../i18n/message-pipe.ts';
import { PageTitle } from './page-title.ts';

/** A step above the page: `[{ label: 'Members', link: '/members' }]`. */
export interface Crumb {
  readonly label: string;
  readonly link: string;
}

/** The head of every signed-in page: breadcrumb, the one `h1`, acts; it names the document too. Slots: `[before]`, `[beside]`, `[lead]`, `[actions]`. */
@Component({
  selector: 'app-page-head',
  imports: [Icon, MessagePipe, PageHeader, RouterLink],
  template: `
    <ui-page-header [heading]="heading()">
      @if (crumbs().length) {
        <nav crumbs [attr.aria-label]="'shell.breadcrumb' | t">
          <ol>
            @for (crumb of crumbs(); track crumb.link) {
              <li>
                <a [routerLink]="crumb.link">{{ crumb.label }}</a><ui-icon name="chevron-right" [size]="12" />
              </li>
            }
            <li aria-current="page">{{ heading() }}</li>
          </ol>
        </nav>
      }
      <ng-content select="[before]" ngProjectAs="[before]" />
      <ng-content select="[beside]" ngProjectAs="[beside]" />
      <ng-content select="[lead]" ngProjectAs="[lead]" />
      <ng-content select="[actions]" ngProjectAs="[actions]" />
    </ui-page-header>
  `,
  styles: `
    ol {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s1);
      margin-bottom: var(--s1);
      color: var(--text-quiet);
      font-size: var(--text-12);
    }
    li {
      display: flex;
      gap: var(--s1);
      align-items: center;
      min-height: 24px;
      overflow-wrap: anywhere;
    }
  `,
})
export class PageHead {
  readonly heading = input.required<string>();
  readonly crumbs = input<readonly Crumb[]>([]);

  constructor() {
    const title = inject(PageTitle);
    effect(() => title.heading.set(this.heading()));
    inject(DestroyRef).onDestroy(() => title.heading.set(undefined));
  }
}
