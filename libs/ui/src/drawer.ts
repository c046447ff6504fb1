import { A11yModule } from '@angular/cdk/a11y';
import { BreakpointObserver } from '@angular/cdk/layout';
import { afterNextRender, Component, DOCUMENT, type ElementRef, inject, Injector, input, output, signal, viewChild } from '@angular/core';
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
  private readonly keep = viewChild<ElementRef<HTMLElement>>('keep');
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  private before: HTMLElement | null = null;
  protected readonly modal = toSignal(
    inject(BreakpointObserver)
      .observe('(width < 1200px)')
      .pipe(map((state) => state.matches)),
    { initialValue: false },
  );

  protected leave(event?: Event): void {
    event?.stopPropagation();
    if (this.asking()) this.stay();
    else if (this.draft()) this.ask();
    else this.closed.emit();
  }
  protected stay(): void {
    this.asking.set(false);
    this.before?.focus();
  }
  protected discard(): void {
    this.asking.set(false);
    this.closed.emit();
  }
  /** The question takes the focus, and gives it back to where it was. */
  private ask(): void {
    this.before = this.document.activeElement as HTMLElement | null;
    this.asking.set(true);
    afterNextRender(() => this.keep()?.nativeElement.focus(), { injector: this.injector });
  }
}
