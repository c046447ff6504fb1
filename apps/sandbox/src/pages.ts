import { html, type Html } from './html.ts';

const names = { inbox: 'Mail inbox', directory: 'Directory' } as const;

/** The way from one page of the sandbox to the others. */
export const pages = (open: keyof typeof names): Html =>
  html`<nav class="pages" aria-label="Sandbox">
    ${Object.entries(names).map(([path, name]) => html`<a href="/${path}" ${path === open && html`aria-current="page"`}>${name}</a>`)}
  </nav>`;
