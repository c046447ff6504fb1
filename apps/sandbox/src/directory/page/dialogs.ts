import { html, type Html } from '../../html.ts';
import { nameOf } from '../company.ts';
import type { View } from './view.ts';

/** The forms that open over the page. The script fills them from the button that opens them. */
export const dialogs = (view: View): Html => html`${serviceDialog(view)} ${personDialog(view)} ${groupDialog}`;

const field = (form: string, name: string, label: string, more: Html = html``) =>
  html`<label for="${form}-${name}">${label}</label>
    <input id="${form}-${name}" name="${name}" autocomplete="off" spellcheck="false" ${more} />`;

const buttons = (save: string) =>
  html`<p class="problem trouble" role="alert" hidden></p>
    <div class="buttons">
      <button class="first">${save}</button>
      <button type="button" data-close>Cancel</button>
    </div>`;

const serviceDialog = ({ workspaces }: View) =>
  html`<dialog id="service" aria-labelledby="service-heading">
    <h2 id="service-heading">Which service to call</h2>
    ${
      workspaces.length > 0 &&
      html`<div class="offers">
          <p>Offered by this start:</p>
          ${workspaces.map((workspace) => html`<button data-post="connection" data-body="${JSON.stringify({ workspace })}">${workspace}</button>`)}
        </div>
        <p class="or">or any other:</p>`
    }
    <form data-post="connection" class="fields">
      ${field('service', 'baseUrl', 'Base URL', html`type="url" required placeholder="http://localhost:3000/scim/v2"`)}
      <fieldset>
        <legend>Proves itself by</legend>
        <label><input type="radio" name="way" value="token" checked /> a token</label>
        <label><input type="radio" name="way" value="oauth" /> an OAuth client</label>
      </fieldset>
      <div class="way" data-way="token">${field('service', 'token', 'Token', html`type="password" required placeholder="plc_scim_…"`)}</div>
      <div class="way" data-way="oauth" hidden>
        ${field('service', 'tokenUrl', 'Token URL', html`type="url" required placeholder="http://localhost:3000/oauth2/token"`)}
        ${field('service', 'clientId', 'Client ID', html`required`)}
        ${field('service', 'clientSecret', 'Client secret', html`type="password" required`)}
      </div>
      <label class="check"
        ><input type="checkbox" name="isSame" /> A new secret of the same application: who is assigned stays assigned</label
      >
      <p class="note">Kept on this machine only, in the sandbox's data folder.</p>
      ${buttons('Call this service')}
    </form>
  </dialog>`;

const personDialog = ({ state }: View) =>
  html`<dialog id="person" aria-labelledby="person-heading">
    <h2 id="person-heading">Add a person</h2>
    <form class="fields">
      ${field('person', 'givenName', 'Given name', html`required`)} ${field('person', 'familyName', 'Family name', html`required`)}
      ${field('person', 'userName', 'User name', html`placeholder="made of the name"`)}
      ${field('person', 'email', 'E-mail', html`type="email" placeholder="the user name"`)} ${field('person', 'title', 'Title')}
      ${field('person', 'department', 'Department')} ${field('person', 'mobile', 'Mobile', html`type="tel"`)}
      <label for="person-managerId">Manager</label>
      <select id="person-managerId" name="managerId">
        <option value="">Nobody</option>
        ${state.people.map((person) => html`<option value="${person.id}">${nameOf(person)}</option>`)}
      </select>
      ${buttons('Save')}
    </form>
  </dialog>`;

const groupDialog = html`<dialog id="group" aria-labelledby="group-heading">
  <h2 id="group-heading">Add a group</h2>
  <form class="fields">${field('group', 'displayName', 'Name', html`required`)} ${buttons('Save')}</form>
</dialog>`;
