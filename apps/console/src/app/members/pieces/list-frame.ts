import type { HttpResourceRef } from '@angular/common/http';
import { Component, inject, input, output } from '@angular/core';
import { Skeleton } from '@placet/ui';
import { Stale } from '@placet/ui/console';
import type { Kept } from '../../api/kept.ts';
import { ProblemView } from '../../states/problem-view.ts';
import { CursorTrail } from './cursor-trail.ts';
import { ListPager } from './list-pager.ts';

/** One page of a list that goes on by cursors. */
export interface ListPage {
  readonly items: readonly unknown[];
  readonly total: number;
  readonly totalIsExact: boolean;
  readonly nextCursor?: string | undefined;
}

/** The card of a paged list: its rows as content, and what stands there while they come, when they fail, and below them. */
@Component({
  selector: 'app-list-frame',
  imports: [ListPager, ProblemView, Skeleton, Stale],
  template: `
    <section class="ui-card" [attr.aria-label]="label()">
      @if (page().value(); as found) {
        <ui-stale [stale]="page().stale() && resource().isLoading()" [asOf]="page().at()"><ng-content /></ui-stale>
        @if (resource().error(); as error) {
          <app-problem-view [error]="error" (retried)="resource().reload()" />
        }
        @if (found.items.length) {
          <app-list-pager
            [total]="found.total"
            [isExact]="found.totalIsExact"
            [size]="size()"
            [hasPrevious]="!!cursor()"
            [nextCursor]="found.nextCursor"
            (previous)="trail.previous(cursor())"
            (next)="trail.next(cursor(), $event)"
            (sized)="sized.emit($event)"
          />
        }
      } @else if (resource().error()) {
        <app-problem-view [error]="resource().error()" (retried)="resource().reload()" />
      } @else {
        <ui-skeleton [rows]="12" [rowHeight]="44" />
      }
    </section>
  `,
})
export class ListFrame {
  readonly label = input.required<string>();
  readonly resource = input.required<HttpResourceRef<ListPage | undefined>>();
  readonly page = input.required<Kept<ListPage>>();
  /** Of the page in view, as the URL says it. */
  readonly cursor = input<string>();
  /** Rows per page where it can be chosen. */
  readonly size = input<number>();
  readonly sized = output<number>();
  protected readonly trail = inject(CursorTrail);
}
