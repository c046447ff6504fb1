import { Component, input } from '@angular/core';
import { Icon } from '@placet/ui';
import type { GuideStep } from './guide-steps.ts';

/** A window of somebody else's console as we draw it: where to look, and what belongs into which field. For the eyes; the step says it in words. */
@Component({
  selector: 'app-guide-drawing',
  imports: [Icon],
  template: `
    @let window = drawing();
    <div class="tabs">
      @for (tab of window.tabs; track tab) {
        <span [class.open]="tab === window.open">{{ tab }}</span>
      }
    </div>
    <p class="title">{{ window.title }}</p>
    @for (line of window.lines; track line.label) {
      <div class="line" [class]="line.kind">
        @switch (line.kind) {
          @case ('button') {
            <span class="press">{{ line.label }}</span>
          }
          @case ('switch') {
            <span class="tick"><ui-icon name="check" [size]="12" /></span><span>{{ line.label }}</span>
          }
          @case ('row') {
            <span class="box">{{ line.label }}</span><ui-icon name="arrow-right" [size]="12" /><span class="box own">{{
              shown(line.value)
            }}</span>
          }
          @default {
            <span class="label">{{ line.label }}</span><span class="box own">{{ shown(line.value) }}</span>
          }
        }
      </div>
    }
  `,
  styleUrl: './guide-drawing.scss',
  host: { 'aria-hidden': 'true' },
})
export class GuideDrawing {
  readonly drawing = input.required<NonNullable<GuideStep['drawing']>>();
  /** What the connection's own places hold: `url`, `token` and others by name. */
  readonly own = input.required<Readonly<Record<string, string>>>();

  protected shown(value = ''): string {
    return this.own()[value] ?? value;
  }
}
