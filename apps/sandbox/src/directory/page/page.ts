import { html, type Html } from '../../html.ts';
import { pages } from '../../pages.ts';
import { calls } from './calls.ts';
import { checkList } from './check-list.ts';
import { dialogs } from './dialogs.ts';
import { groups } from './groups.ts';
import { people } from './people.ts';
import { service } from './service.ts';
import { type Tab, tabs, type View } from './view.ts';

const names: Record<Tab, string> = { people: 'People', groups: 'Groups', checks: 'Checks' };
const panels: Record<Tab, (view: View) => Html> = { people, groups, checks: checkList };

/** The left side of the page: the service, and the company. */
export const desk = (view: View): Html =>
  html`${service(view)}
    <nav class="tabs" aria-label="Parts of the directory">
      ${tabs.map((tab) => html`<a id="tab-${tab}" href="/directory?view=${tab}" ${tab === view.tab && html`aria-current="page"`}>${names[tab]}</a>`)}
    </nav>
    ${panels[view.tab](view)}
    ${
      view.tab !== 'checks' &&
      html`<p class="anew">
        <button
          class="quiet"
          id="anew"
          data-post="start-anew"
          data-confirm="Forget everything that this service was told? It keeps what it has."
        >
          Start anew with the company as it was
        </button>
      </p>`
    }`;

/** A company's directory, to be played without owning one. */
export const page = (view: View): Html =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${names[view.tab]} · Directory</title>
        <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}" />
        <link rel="stylesheet" href="/directory/style.css" />
        <script src="/directory/script.js" type="module"></script>
      </head>
      <body>
        <header>
          <div class="title">
            <h1><a href="/directory">Directory</a></h1>
            <p>Harbour &amp; Vale, a company that does not exist, and its identity provider.</p>
          </div>
          ${pages('directory')}
        </header>
        <main>
          <section id="desk" aria-label="${names[view.tab]}">${desk(view)}</section>
          <aside id="calls" aria-label="Calls">${calls(view.exchanges)}</aside>
        </main>
        <p id="said" role="status"></p>
        <div id="dialogs">${dialogs(view)}</div>
      </body>
    </html> `;

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#0b6173"/><g fill="none" stroke="#fff" stroke-width="1.3"><circle cx="8" cy="6" r="2"/><path d="M4 12c.5-2.5 2-3.5 4-3.5s3.500 1 4 3.500" stroke-linecap="round"/></g></svg>';
