import { html, type Html } from '../html.ts';
import { type Mail, subjectOf } from './mail.ts';

export const views = ['html', 'text', 'links', 'headers'] as const;
export type View = (typeof views)[number];

/** What the page shows: the mails that the search found, newest first, and the id of the one that is open. */
export interface Shown {
  mails: Mail[];
  /** what was searched for; empty: nothing */
  to: string;
  open?: string;
  view?: View;
}

const mostShown = 200;

/** The list beside the open mail; the page fetches it again and again. */
export function list({ mails, to, open }: Shown): Html {
  if (mails.length === 0) return to ? nothingFound(to) : nothingYet;
  return html`<div class="head">
      <p role="status">${countOf(mails.length, to)}</p>
      <button class="quiet" hidden>Empty the inbox</button>
    </div>
    <ol>
      ${mails.slice(0, mostShown).map((mail) => row(mail, address({ to, open: mail.id }), mail.id === open))}
    </ol>
    ${mails.length > mostShown && html`<p class="more">The newest ${mostShown} are shown. Search for a recipient to find older ones.</p>`}`;
}

/** The page's address for that search, mail and view. */
export function address({ to, open, view }: { to: string; open?: string; view?: View }): string {
  const query = new URLSearchParams({ ...(to && { to }), ...(open && { mail: open }), ...(view && { view }) }).toString();
  return query ? `/inbox?${query}` : '/inbox';
}

const row = (mail: Mail, href: string, isOpen: boolean) =>
  html` <li>
    <a id="mail-${mail.id}" href="${href}" ${isOpen && html`aria-current="true"`}>
      <span class="to">${mail.to}</span> <time datetime="${mail.receivedAt}">${shortTime(mail.receivedAt)}</time>
      <span class="subject">${subjectOf(mail)}</span>
      <span class="snippet">${mail.text.replace(/\s+/g, ' ').trim().slice(0, 140)}</span>
    </a>
  </li>`;

const countOf = (count: number, to: string) => `${count} ${count === 1 ? 'mail' : 'mails'}${to && ` to “${to}”`}`;

const nothingFound = (to: string) =>
  html`<div class="nothing">
    <p role="status"><strong>No mail to “${to}”</strong></p>
    <p>It appears here as soon as it arrives.</p>
    <p><a href="/inbox">Show all mails</a></p>
  </div>`;

const nothingYet = html`<div class="nothing">
  <svg viewBox="0 0 48 48" aria-hidden="true">
    <rect x="6" y="12" width="36" height="25" rx="3" />
    <path d="m7 15 17 12 17-12" />
  </svg>
  <p role="status"><strong>No mail yet</strong></p>
  <p>Invite somebody in Placet: the mail appears here by itself.</p>
  <p>Addresses that begin with <code>bounce@</code> are refused, to see what a bounce looks like.</p>
</div>`;

/** The time for today's, the day for older ones, as this machine counts them. */
export function shortTime(receivedAt: string, now = new Date()): string {
  const at = new Date(receivedAt);
  return at.toDateString() === now.toDateString()
    ? at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
    : at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
}
