import { html, type Html } from '../../html.ts';
import type { Exchange } from '../client/exchange.ts';

const mostShown = 100;

/** What was sent and answered lately, newest first; the page fetches it again and again. */
export function calls(exchanges: readonly Exchange[]): Html {
  if (exchanges.length === 0) {
    return html`<div class="head"><h2>Calls</h2></div>
      <div class="nothing">
        <p role="status"><strong>No call yet</strong></p>
        <p>Assign somebody, or test the connection: each call appears here with what was sent and answered.</p>
      </div>`;
  }
  return html`<div class="head">
      <h2>Calls</h2>
      <button class="quiet" id="clear-calls" data-delete="exchanges">Clear</button>
    </div>
    <ol class="calls">
      ${exchanges.toReversed().slice(0, mostShown).map(call)}
    </ol>
    ${exchanges.length > mostShown && html`<p class="more-calls">The newest ${mostShown} are shown.</p>`}`;
}

const call = ({ n, at, why, method, path, status, ms, request, answer, problem }: Exchange) =>
  html`<li>
    <details id="call-${n}">
      <summary>
        <span class="method">${method}</span> <span class="path">${readable(path)}</span>
        <span class="chip ${status === 0 || status >= 400 ? 'bad' : 'good'}">${status || 'no answer'}</span>
        <span class="why">${why}</span> <span class="ms">${ms} ms</span>
      </summary>
      <p class="at"><time datetime="${at}">${new Date(at).toLocaleTimeString('en-GB')}</time> · Authorization: Bearer •••</p>
      ${
        request !== undefined &&
        html`<h3>Sent</h3>
          ${body(request, `Sent with call ${n}`)}`
      }
      ${
        problem
          ? html`<p class="trouble">${problem}</p>`
          : answer !== undefined &&
            html`<h3>Answered</h3>
              ${body(answer, `Answer to call ${n}`)}`
      }
    </details>
  </li>`;

const body = (value: unknown, label: string) =>
  html`<pre tabindex="0" role="region" aria-label="${label}">${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>`;

/** As a person writes it: `filter=userName eq "ada"`. */
function readable(path: string): string {
  const [place = '', query] = path.split('?');
  return query
    ? `${place}?${[...new URLSearchParams(query)].map(([name, value]) => (value ? `${name}=${value}` : name)).join('&')}`
    : place;
}
