import { html, type Html } from '../../html.ts';
import { type Group, nameOf } from '../company.ts';
import { initialOf, trouble, waits } from './people.ts';
import type { View } from './view.ts';

/** The company's groups, their members, and which of them are pushed. */
export const groups = ({ state }: View): Html =>
  html`<div class="head">
      <p>${state.groups.length} groups, ${state.groups.filter(({ isPushed }) => isPushed).length} of them pushed</p>
      <button id="add-group" data-open="group" data-post-to="groups" data-title="Add a group" data-fields="{}">Add a group</button>
    </div>
    <ul class="rows">
      ${state.groups.map((group) => row(group, state.people))}
    </ul>`;

function row(group: Group, everybody: View['state']['people']): Html {
  const { id, displayName, isPushed, link, memberIds } = group;
  return html` <li id="group-${id}">
    <span class="face square" aria-hidden="true">${initialOf(displayName)}</span>
    <div class="who">
      <p>
        <strong>${displayName}</strong>
        <span class="chip ${isPushed && link ? 'good' : isPushed ? 'warn' : ''}"
          >${isPushed ? (link ? 'Pushed' : 'Pushed, not there yet') : 'Not pushed'}</span
        >${waits(group)}
      </p>
      ${trouble(group)}
      <details class="members" id="members-${id}">
        <summary>${memberIds.length} ${memberIds.length === 1 ? 'member' : 'members'}</summary>
        <div>
          ${everybody.map((person) => {
            const isIn = memberIds.includes(person.id);
            return html`<label>
              <input
                id="member-${id}-${person.id}"
                type="checkbox"
                data-toggle="groups/${id}/${isIn ? 'leave' : 'join'}"
                data-body="${JSON.stringify({ who: person.id })}"
                ${isIn && html`checked`}
              />
              ${nameOf(person)} ${!person.link && html`<span class="quiet-text">not there</span>`}
            </label>`;
          })}
        </div>
      </details>
    </div>
    <div class="acts">
      ${isPushed ? act(group, 'unlink', 'Unlink') : act(group, 'push', 'Push')}
      <details class="more" id="more-${id}">
        <summary aria-label="More for ${displayName}"><span aria-hidden="true">⋯</span></summary>
        <div>
          ${isPushed && act(group, 'push', 'Push again')}
          <button
            id="rename-${id}"
            data-open="group"
            data-post-to="groups/${id}/rename"
            data-title="Rename ${displayName}"
            data-fields="${JSON.stringify({ displayName })}"
          >
            Rename…
          </button>
          ${act(group, 'remove', 'Delete', `Delete the group ${displayName} from the directory for good?`)}
        </div>
      </details>
    </div>
  </li>`;
}

const act = ({ id, displayName }: Group, deed: string, label: string, question?: string) =>
  html`<button id="${deed}-${id}" data-post="groups/${id}/${deed}" ${question && html`data-confirm="${question}"`}>
    ${label}<span class="unseen"> ${displayName}</span>
  </button>`;
