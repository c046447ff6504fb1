import { Component } from '@angular/core';

/** The mark of Placet: a P that ends in a full stop, the vote that was given. */
@Component({
  selector: 'app-logo',
  template: `
    <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" />
      <path d="M10 25V8.5h7.2a5.3 5.3 0 0 1 0 10.6H14" />
      <circle cx="22.5" cy="24" r="2.2" />
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
    }
    rect {
      fill: var(--accent);
    }
    path {
      fill: none;
      stroke: var(--on-accent);
      stroke-width: 3;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    circle {
      fill: var(--on-accent);
    }
  `,
})
export class Logo {}
