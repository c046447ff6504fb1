import { html, type Html } from '../../html.ts';
import { dialectNames, dialectTitles, hasCycles } from '../dialects/dialects.ts';
import type { View } from './view.ts';

/** Which service is called, how, and what is done with all of the company at once. */
export function service(view: View): Html {
  const { baseUrl, workspace, as, isAtOnce, state } = view;
  if (!baseUrl) {
    return html`<section class="service none" aria-label="Service">
      <p><strong>Say which service to call</strong></p>
      <p>Add a connection in Placet under Directory, and enter its base URL and its token here.</p>
      <button class="first" data-open="service">Enter base URL and token</button>
    </section>`;
  }
  return html`<section class="service" aria-label="Service">
      <p class="where">
        <span>Calls ${workspace && html`<strong>${workspace}</strong> at`} <code>${baseUrl}</code></span>
        <button class="link" data-open="service">Change</button>
      </p>
      <div class="bar">
        <label for="as">as</label>
        <select id="as" name="as" data-change="behaviour">
          ${dialectNames.map((name) => html`<option value="${name}" ${name === as && html`selected`}>${dialectTitles[name]}</option>`)}
        </select>
        <label class="check">
          <input id="at-once" type="checkbox" name="isAtOnce" data-change="behaviour" ${isAtOnce && html`checked`} /> Tell each change at
          once
        </label>
      </div>
      <div class="bar">
        <button id="test" data-post="test">Test connection</button>
        <button id="cycle" data-post="cycle">${hasCycles(as) ? 'Run a cycle' : 'Push what changed'}</button>
        <button id="full-cycle" data-post="cycle" data-body='{"isFull":true}'>
          ${hasCycles(as) ? 'Run a full cycle' : 'Push everything'}
        </button>
      </div>
    </section>
    ${hasCycles(as) && state.quarantine && quarantine(state.quarantine)}`;
}

const quarantine = ({ since, reason }: { since: string; reason: string }) =>
  html`<div class="quarantine" role="status">
    <p><strong>In quarantine</strong> since <time datetime="${since}">${new Date(since).toLocaleTimeString('en-GB')}</time>: ${reason}</p>
    <p>Entra would call once a day now, and give up after four weeks. Run a cycle to try again.</p>
  </div>`;
