import { html, type Html } from '../html.ts';
import { pages } from '../pages.ts';
import { list, type Shown } from './list.ts';
import { type Mail, subjectOf } from './mail.ts';
import { reading } from './reading.ts';

/** The inbox for people: the list, and the mail that is open. */
export const page = (shown: Shown, mail: Mail | undefined): Html =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${mail ? `${subjectOf(mail)} · Mail inbox` : 'Mail inbox'}</title>
        <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}" />
        <link rel="stylesheet" href="/inbox/style.css" />
        <script src="/inbox/script.js" type="module"></script>
      </head>
      <body class="${shown.open === undefined ? 'choosing' : 'reading'}">
        <header>
          <div class="title">
            <h1><a href="/inbox">Mail inbox</a></h1>
            <p>Every mail that Placet sends ends here. Nothing leaves this machine.</p>
          </div>
          ${pages('inbox')}
          <form action="/inbox" role="search">
            <label for="to">Recipient</label>
            <input id="to" name="to" type="search" value="${shown.to}" placeholder="ada@…" autocomplete="off" spellcheck="false" />
            <button>Search</button>
          </form>
        </header>
        <main>
          <section id="list" aria-label="Mails">${list(shown)}</section>
          ${reading(shown, mail)}
        </main>
      </body>
    </html> `;

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#0b6173"/><path d="M3 5.5h10v6H3zl5 3.5 5-3.5" fill="none" stroke="#fff" stroke-width="1.3" stroke-linejoin="round"/></svg>';
