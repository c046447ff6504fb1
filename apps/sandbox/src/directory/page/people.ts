import { html, type Html } from '../../html.ts';
import { type Kept, nameOf, type Person } from '../company.ts';
import { isWanted } from '../dialects/dialect.ts';
import type { View } from './view.ts';

/** Everybody in the company, and what can be done with each. */
export const people = ({ state }: View): Html =>
  html`<div class="head">
      <p>${state.people.length} people, ${state.people.filter(isWanted).length} of them assigned</p>
      <button id="add-person" data-open="person" data-post-to="people" data-title="Add a person" data-fields="{}">Add a person</button>
    </div>
    <ul class="rows">
      ${state.people.map((person) => row(person, state.people))}
    </ul>`;

function row(person: Person, everybody: readonly Person[]): Html {
  const { id, profile, isAssigned, isEnabled } = person;
  const name = nameOf(person);
  const manager = everybody.find((other) => other.id === profile.managerId);
  const facts = [profile.title, profile.department, manager && `reports to ${nameOf(manager)}`].filter(Boolean).join(' · ');
  return html` <li id="person-${id}">
    <span class="face" aria-hidden="true">${initialOf(profile.givenName)}${initialOf(profile.familyName)}</span>
    <div class="who">
      <p><strong>${name}</strong> ${chip(person)}</p>
      <p class="user-name">${profile.userName}</p>
      ${facts && html`<p class="facts">${facts}</p>`} ${trouble(person)}
    </div>
    <div class="acts">
      ${act(person, ...first(person))}
      <details class="more" id="more-${id}">
        <summary aria-label="More for ${name}"><span aria-hidden="true">⋯</span></summary>
        <div>
          ${isEnabled ? act(person, 'deactivate', 'Deactivate') : isAssigned && act(person, 'unassign', 'Unassign')}
          ${isEnabled && isAssigned && act(person, 'provision', 'Provision again')}
          <button
            id="edit-${id}"
            data-open="person"
            data-post-to="people/${id}/edit"
            data-title="Change ${name}"
            data-fields="${JSON.stringify(profile)}"
          >
            Rename, change…
          </button>
          ${act(person, 'remove', 'Delete', `Delete ${name} from the directory for good?`)}
        </div>
      </details>
    </div>
  </li>`;
}

const first = ({ isAssigned, isEnabled }: Person): [deed: string, label: string] =>
  !isEnabled ? ['reactivate', 'Reactivate'] : isAssigned ? ['unassign', 'Unassign'] : ['assign', 'Assign'];

const act = (person: Person, deed: string, label: string, question?: string) =>
  html`<button id="${deed}-${person.id}" data-post="people/${person.id}/${deed}" ${question && html`data-confirm="${question}"`}>
    ${label}<span class="unseen"> ${nameOf(person)}</span>
  </button>`;

function chip(person: Person): Html {
  const { isAssigned, isEnabled, link, trouble: refused } = person;
  if (!isEnabled) return html`<span class="chip bad">Deactivated</span>${waits(person)}`;
  if (!isAssigned) return html`<span class="chip">Not assigned</span>${waits(person)}`;
  if (!link && refused) return html`<span class="chip warn">Assigned, not there yet</span>`;
  return html`<span class="chip ${link ? 'good' : 'warn'}">Assigned</span>${waits(person)}`;
}

/** What stands for a name where there is little room. */
export const initialOf = (name: string): string => /\p{L}|\p{N}/u.exec(name)?.[0] ?? '?';

/** Says that the service does not know yet; where it refused, that is said instead. */
export const waits = ({ isPending, trouble: refused }: Kept): Html | false =>
  isPending && !refused && html` <span class="chip warn">waits for a cycle</span>`;

/** What the service said against it, word for word, as the directory would show it to its administrator. */
export const trouble = ({ trouble: refused }: Kept): Html | undefined =>
  refused && html`<p class="trouble">${refused.status ? `${refused.status}: ` : ''}${refused.text}</p>`;
