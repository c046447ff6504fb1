import { html, type Html } from '../html.ts';
import { address, type Shown, type View, views } from './list.ts';
import { type Mail, subjectOf } from './mail.ts';

const names: Record<View, string> = { html: 'HTML', text: 'Text', links: 'Links', headers: 'Headers' };

/** The open mail, or what to do to open one. */
export function reading(shown: Shown, mail: Mail | undefined): Html {
  const back = html`<a class="back" href="${address({ to: shown.to })}">All mails</a>`;
  if (!mail) {
    return shown.open === undefined
      ? html`<article class="none"><p>Choose a mail to read it.</p></article>`
      : html`<article class="none">
          ${back}
          <p>This mail is gone: the inbox was emptied, or it was among the oldest.</p>
        </article>`;
  }
  const view = shown.view ?? (mail.html ? 'html' : 'text');
  return html`<article>
    ${back}
    <h2>${subjectOf(mail)}</h2>
    <dl>
      <dt>From</dt>
      <dd>${mail.from || '(nobody)'}</dd>
      <dt>To</dt>
      <dd>${mail.to}</dd>
      <dt>Received</dt>
      <dd><time datetime="${mail.receivedAt}">${longTime(mail.receivedAt)}</time></dd>
    </dl>
    <nav aria-label="Views of the mail">
      ${views.map((name) => tab(mail, name, address({ to: shown.to, open: mail.id, view: name }), name === view))}
    </nav>
    ${panels[view](mail)}
  </article>`;
}

const tab = (mail: Mail, name: View, href: string, isOpen: boolean) =>
  html`<a href="${href}" ${isOpen && html`aria-current="page"`}
    >${names[name]} ${name === 'links' && html`<span class="count">${mail.links.length}</span>`}</a
  >`;

const panels: Record<View, (mail: Mail) => Html> = {
  html: (mail) =>
    mail.html
      ? // no script, no form, no access to this page; only its links may open a window
        html`<iframe
          title="HTML of the mail"
          src="/inbox/messages/${mail.id}/html"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        ></iframe>`
      : html`<p class="absent">This mail has no HTML.</p>`,
  text: ({ text }) => (text ? html`<pre class="text" tabindex="0">${text}</pre>` : html`<p class="absent">This mail has no text.</p>`),
  links: ({ links }) =>
    links.length
      ? html`<ul class="links">
          ${links.map((link) => html`<li><a href="${link}" target="_blank" rel="noreferrer">${link}</a></li>`)}
        </ul>`
      : html`<p class="absent">This mail has no links.</p>`,
  headers: ({ headers }) =>
    html`<div class="headers" tabindex="0" role="region" aria-label="Headers">
      <table>
        <tbody>
          ${headers.map(
            ({ name, value }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${value}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`,
};

const longTime = (receivedAt: string) => new Date(receivedAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
