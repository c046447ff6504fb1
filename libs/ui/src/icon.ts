import { Component, computed, input } from '@angular/core';
import { iconPaths, type IconName } from './icon-paths.ts';

/** One sign of the set, 16 px, in the colour of its text. Decoration by default; with a `label` it is an image with that name. */
@Component({
  selector: 'ui-icon',
  template: `<svg viewBox="0 0 16 16" [attr.width]="size()" [attr.height]="size()" focusable="false"><path [attr.d]="path()" /></svg>`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
    svg {
      fill: none;
      stroke: currentColor;
      stroke-width: 1.5;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
  host: { '[attr.role]': "label() ? 'img' : null", '[attr.aria-label]': 'label() || null', '[attr.aria-hidden]': 'label() ? null : true' },
})
export class Icon {
  readonly name = input.required<IconName>();
  readonly size = input(16);
  readonly label = input<string>();
  protected readonly path = computed(() => iconPaths[this.name()]);
}
