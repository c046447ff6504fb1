import { A11yModule } from '@angular/cdk/a11y';
import { BreakpointObserver } from '@angular/cdk/layout';
import { Component, inject, input, output, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { map } from 'rxjs';
import { Icon } from './icon.ts';
import { UiWords } from './ui-words.ts';

let made = 0;

/** A sheet on the right beside the page: modal below 1200 px, beside the page above. `Esc` and the cross ask first while `draft` is true. */
@Component({
  selector: 'ui-drawer',
  imports: [A11yModule, Icon],
  templateUrl: './drawer.html',
  styleUrl: './drawer.scss',
  host: { '(keydown.escape)': 'leave($event)' },
})
export class Drawer {
  readonly heading = input.required<string>();
  /** Whether something typed would be lost. */
  readonly draft = input(false);
  readonly closed = output();
  protected readonly asking = signal(false);
  protected readonly words = inject(UiWords);
  protected readonly titleId = `ui-drawer-${++made}`;
  protected readonly modal = toSignal(
    inject(BreakpointObserver)
      .observe('(width < 1200px)')
      .pipe(map((state) => state.matches)),
    { initialValue: false },
  );

  protected leave(event?: Event): void {
    event?.stopPropagation();
    if (this.draft() && !this.asking()) this.asking.set(true);
    else if (this.asking()) this.asking.set(false);
    else this.closed.emit();
  }
  protected discard(): void {
    this.asking.set(false);
    this.closed.emit();
  }
}
