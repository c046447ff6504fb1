import { randomBytes } from 'node:crypto';
import { type Group, type Person, nameOf } from '../company.ts';
import { Refused, type ScimClient } from '../client/scim-client.ts';
import {
  coreGroup,
  coreUser,
  type Dialect,
  enterprise,
  isWanted,
  patch,
  type Resource,
  resourceOf,
  resourcesOf,
  type Told,
} from './dialect.ts';

const headers = {
  accept: 'application/scim+json',
  'content-type': 'application/scim+json; charset=utf-8',
  'user-agent': 'Okta SCIM Client 1.0.0',
};

/** A custom application of Okta's: GET, then PUT of the whole object, for people and for groups. */
export class OktaCustomApp implements Dialect {
  readonly headers = headers;

  async test(client: ScimClient): Promise<void> {
    await client.need([200], 'GET', '/Users?startIndex=1&count=2');
    await client.need([200], 'GET', '/Groups?startIndex=1&count=100');
  }

  async person(client: ScimClient, person: Person): Promise<string | undefined> {
    const known = person.link && (await this.read(client, `/Users/${person.link}`));
    if (!isWanted(person)) {
      if (known) await this.switchOff(client, known, person);
      return undefined;
    }
    const found = known || (await this.find(client, person));
    if (!found) return this.create(client, person);
    await this.update(client, found, person);
    return found.id;
  }

  // Okta's default mapping names no manager.
  async manager(): Promise<void> {}

  /** Okta never deletes a person: it switches the account off, and forgets it. */
  async forget(client: ScimClient, person: Person): Promise<void> {
    await this.person(client, { ...person, isAssigned: false });
  }

  async group(client: ScimClient, group: Group, members: readonly Told[]) {
    const known = group.link ? await this.read(client, `/Groups/${group.link}`) : undefined;
    const there = known ?? (await this.createGroup(client, group.displayName));
    await this.updateGroup(client, there, group, members);
    return { link: there.id, toldMembers: members.map(({ link }) => link) };
  }

  async unlink(client: ScimClient, link: string): Promise<void> {
    await client.need([204, 404], 'DELETE', `/Groups/${link}`);
  }

  /** Okta puts what it read back with its own values in it: `id`, `meta` and `groups` go along. */
  protected async update(client: ScimClient, there: Resource, person: Person): Promise<void> {
    await client.need([200, 204], 'PUT', `/Users/${there.id}`, { ...merged(there, person), active: true });
  }

  protected async switchOff(client: ScimClient, there: Resource, person: Person): Promise<void> {
    await client.need([200, 204], 'PUT', `/Users/${there.id}`, { ...merged(there, person), active: false });
  }

  protected async updateGroup(client: ScimClient, { id }: Resource, { displayName }: Group, members: readonly Told[]): Promise<void> {
    const list = members.map(({ link, display }) => ({ value: link, display }));
    await client.need([200, 204], 'PUT', `/Groups/${id}`, { schemas: [coreGroup], id, displayName, members: list });
  }

  private async read(client: ScimClient, path: string): Promise<Resource | undefined> {
    const answer = await client.need([200, 404], 'GET', path);
    return answer.status === 404 ? undefined : resourceOf(answer);
  }

  private async find(client: ScimClient, { profile }: Person): Promise<Resource | undefined> {
    const filter = encodeURIComponent(`userName eq ${JSON.stringify(profile.userName)}`);
    const [found] = resourcesOf(await client.need([200], 'GET', `/Users?filter=${filter}&startIndex=1&count=100`));
    return found && this.read(client, `/Users/${found.id}`);
  }

  private async create(client: ScimClient, person: Person): Promise<string> {
    const password = randomBytes(9).toString('base64url');
    const body = { schemas: [coreUser, enterprise], ...profileOf(person), groups: [], password, active: true };
    return resourceOf(await client.need([201], 'POST', '/Users', body)).id; // an empty 201 is a failure for Okta
  }

  private async createGroup(client: ScimClient, displayName: string): Promise<Resource> {
    const { id } = resourceOf(await client.need([201], 'POST', '/Groups', { schemas: [coreGroup], displayName, members: [] }));
    const there = await this.read(client, `/Groups/${id}`);
    if (!there) throw new Refused(404, 'The group that was just created is not there.');
    return there;
  }
}

/** An application of Okta's catalogue: PUT for the profile, path-less PATCH for `active`, PATCH for groups. */
export class OktaCatalogueApp extends OktaCustomApp {
  protected override async update(client: ScimClient, there: Resource, person: Person): Promise<void> {
    if (there['active'] !== true)
      await client.need([200, 204], 'PATCH', `/Users/${there.id}`, patch({ op: 'replace', value: { active: true } }));
    await super.update(client, there, person);
  }

  protected override async switchOff(client: ScimClient, { id }: Resource): Promise<void> {
    await client.need([200, 204], 'PATCH', `/Users/${id}`, patch({ op: 'replace', value: { active: false } }));
  }

  protected override async updateGroup(
    client: ScimClient,
    there: Resource,
    { displayName }: Group,
    members: readonly Told[],
  ): Promise<void> {
    const [before, after] = [new Set(membersOf(there)), new Set(members.map(({ link }) => link))];
    const change = (...operations: object[]) => client.need([200, 204], 'PATCH', `/Groups/${there.id}`, patch(...operations));
    if (there['displayName'] !== displayName) await change({ op: 'replace', value: { id: there.id, displayName } });
    const list = members.map(({ link, display }) => ({ value: link, display }));
    if (before.size === 0 && after.size > 0) {
      await change({ op: 'replace', path: 'members', value: list });
      return;
    }
    const leaving = [...before].filter((link) => !after.has(link)).map((link) => ({ op: 'remove', path: `members[value eq "${link}"]` }));
    const joining = list.filter(({ value }) => !before.has(value));
    const operations = [...leaving, ...(joining.length ? [{ op: 'add', path: 'members', value: joining }] : [])];
    if (operations.length) await change(...operations);
  }
}

const membersOf = ({ members }: Resource): string[] => ((members ?? []) as { value: string }[]).map(({ value }) => value);

function profileOf(person: Person) {
  const { userName, givenName, familyName, email, title, language, workPhone, mobile, department, employeeNumber } = person.profile;
  const phones = [
    { value: workPhone, type: 'work' },
    { value: mobile, type: 'mobile' },
  ].filter(({ value }) => value);
  return {
    userName,
    name: { givenName, familyName },
    displayName: nameOf(person),
    emails: [{ primary: true, value: email, type: 'work' }],
    ...(phones.length && { phoneNumbers: phones }),
    ...(title && { title }),
    ...(language && { locale: language }),
    externalId: person.id,
    [enterprise]: { ...(department && { department }), ...(employeeNumber && { employeeNumber }) },
  };
}

/** What was read, with the directory's own values in it; what has none goes. */
function merged(there: Resource, person: Person): Resource {
  const { title: _title, phoneNumbers: _phones, locale: _locale, ...kept } = there;
  const ours = profileOf(person);
  const schemas = [...new Set([...((there['schemas'] ?? []) as string[]), enterprise])];
  return { ...kept, ...ours, schemas, [enterprise]: { ...(there[enterprise] as object | undefined), ...(ours[enterprise] as object) } };
}
