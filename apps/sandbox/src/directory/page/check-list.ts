import { html, type Html } from '../../html.ts';
import { type CheckName, checkNames, checks } from '../checks/checks.ts';
import type { CheckReport } from '../checks/run-check.ts';
import type { View } from './view.ts';

/** What Okta and Entra do and test, to be played against the service step by step. */
export const checkList = ({ reports, baseUrl }: View): Html =>
  html`<div class="head">
      <p>What Okta and Entra do, and test before they list an application. Each check makes its own people, and takes them away again.</p>
    </div>
    <ul class="rows">
      ${checkNames.map((name) => row(name, reports.get(name), baseUrl !== undefined))}
    </ul>`;

const row = (name: CheckName, report: CheckReport | undefined, isPossible: boolean) =>
  html` <li>
    <div class="who">
      <p><strong>${checks[name].title}</strong> ${report && outcome(report)}</p>
      ${
        report &&
        html`<details class="members" id="steps-${name}" ${report.failed > 0 && html`open`}>
          <summary>${report.steps.length} steps, ${report.ms} ms</summary>
          <ol class="steps">
            ${report.steps.map(
              ({ name: step, wrong }) =>
                html`<li class="${wrong === undefined ? 'good' : 'bad'}">
                  <div>
                    <span class="unseen">${wrong === undefined ? 'Passed: ' : 'Failed: '}</span>${step}
                    ${wrong !== undefined && html`<p class="trouble">${wrong}</p>`}
                  </div>
                </li>`,
            )}
          </ol>
        </details>`
      }
    </div>
    <div class="acts">
      ${
        isPossible &&
        html`<button id="check-${name}" data-post="checks/${name}">
          ${report ? 'Play again' : 'Play'}<span class="unseen"> ${checks[name].title}</span>
        </button>`
      }
    </div>
  </li>`;

const outcome = ({ failed, steps }: CheckReport) =>
  failed === 0
    ? html`<span class="chip good">${steps.length} of ${steps.length} passed</span>`
    : html`<span class="chip bad">${failed} of ${steps.length} failed</span>`;
