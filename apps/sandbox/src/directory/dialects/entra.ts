import type { Group, Person } from '../company.ts';
import { Refused, type ScimClient } from '../client/scim-client.ts';
import { mapping } from './attributes.ts';
import { randomUUID } from 'node:crypto';
import { changesOf, defaultWords, type Words } from './entra-words.ts';
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

const headers = { accept: 'application/scim+json', 'content-type': 'application/scim+json; charset=utf-8' };
const manager = `${enterprise}:manager`;
/** The schema that Entra has put beside every group since its first days. */
const adscim = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group';

/** Entra's provisioning service. Only its words of PATCH differ with `aadOptscim062020`. */
export class Entra implements Dialect {
  readonly headers = headers;
  private readonly words: Words;

  constructor(words: Words = defaultWords) {
    this.words = words;
  }

  async test(client: ScimClient): Promise<void> {
    const answer = await client.need([200], 'GET', this.list('/Users', `userName eq "${randomUUID()}"`));
    if (resourcesOf(answer).length) throw new Refused(200, 'A name that nobody has was found: the filter is not honoured.');
  }

  async person(client: ScimClient, person: Person): Promise<string | undefined> {
    const there = (await this.read(client, 'Users', person.link)) ?? (await this.find(client, person));
    if (!there) return isWanted(person) ? this.create(client, person) : undefined;
    // Who is out of scope is switched off; nothing else of him is kept up to date.
    const watched = isWanted(person) ? mapping : mapping.filter(({ path }) => path === 'active');
    const changes = changesOf(person, there, watched);
    if (changes.length) await client.need([200, 204], 'PATCH', `/Users/${there.id}`, patch(...this.words.user(changes)));
    return there.id;
  }

  async manager(client: ScimClient, person: Person, link: string | undefined): Promise<void> {
    if (!person.link || (await this.isManager(client, person.link, person.toldManager, link))) return;
    const change = { path: manager, before: person.toldManager, value: link ?? '' };
    await client.need([200, 204], 'PATCH', `/Users/${person.link}`, patch(this.words.manager(change)));
  }

  async forget(client: ScimClient, { link }: Person): Promise<void> {
    if (link) await client.need([204, 404], 'DELETE', `/Users/${link}`);
  }

  async group(client: ScimClient, group: Group, members: readonly Told[]) {
    const there = (await this.read(client, 'Groups', group.link)) ?? (await this.findGroup(client, group.displayName));
    const link = there?.id ?? (await this.createGroup(client, group));
    const facts = [
      { path: 'displayName', value: group.displayName },
      { path: 'externalId', value: group.id },
    ];
    const changes = facts.map((fact) => ({ ...fact, before: there?.[fact.path] })).filter(({ value, before }) => value !== before);
    const change = (...operations: object[]) => client.need([200, 204], 'PATCH', `/Groups/${link}`, patch(...operations));
    if (there && changes.length) await change(...this.words.user(changes));
    const [before, after] = [new Set(there ? group.toldMembers : []), members.map((member) => member.link)];
    const [joining, leaving] = [after.filter((one) => !before.has(one)), [...before].filter((one) => !after.includes(one))];
    if (joining.length) await change(this.words.join(joining));
    if (leaving.length) await change(...this.words.leave(leaving));
    return { link, toldMembers: after };
  }

  async unlink(client: ScimClient, link: string): Promise<void> {
    await client.need([204, 404], 'DELETE', `/Groups/${link}`);
  }

  /** Entra writes blanks as `+`. */
  private list(path: string, filter: string, more: Record<string, string> = {}): string {
    return `${path}?${new URLSearchParams({ ...more, filter }).toString()}`;
  }

  private async read(client: ScimClient, kind: 'Users' | 'Groups', link: string | undefined): Promise<Resource | undefined> {
    if (!link) return undefined;
    const answer = await client.need([200, 404], 'GET', `/${kind}/${link}${kind === 'Groups' ? '?excludedAttributes=members' : ''}`);
    return answer.status === 404 ? undefined : resourceOf(answer);
  }

  private async find(client: ScimClient, { profile }: Person): Promise<Resource | undefined> {
    const filter = `userName eq ${JSON.stringify(profile.userName)}`;
    return resourcesOf(await client.need([200], 'GET', this.list('/Users', filter)))[0];
  }

  private async findGroup(client: ScimClient, displayName: string): Promise<Resource | undefined> {
    const filter = `displayName eq ${JSON.stringify(displayName)}`;
    return resourcesOf(await client.need([200], 'GET', this.list('/Groups', filter, { excludedAttributes: 'members' })))[0];
  }

  private async create(client: ScimClient, person: Person): Promise<string> {
    return resourceOf(await client.need([201], 'POST', '/Users', newUser(person))).id;
  }

  private async createGroup(client: ScimClient, { id, displayName }: Group): Promise<string> {
    const body = { schemas: [coreGroup, adscim], externalId: id, displayName, meta: { resourceType: 'Group' } };
    return resourceOf(await client.need([201], 'POST', '/Groups', body)).id;
  }

  /** Entra asks whether the reference is there before it writes one. */
  private async isManager(client: ScimClient, link: string, told: string | undefined, wanted: string | undefined): Promise<boolean> {
    if (told === wanted) return true;
    if (!wanted) return false;
    const filter = `id eq "${link}" and ${manager} eq "${wanted}"`;
    return resourcesOf(await client.need([200], 'GET', this.list('/Users', filter, { attributes: 'id' }))).length > 0;
  }
}

/** What Entra posts: everything mapped, an empty list of roles, and what kind it is. */
export function newUser(person: Person) {
  const value = (path: string) => mapping.find((one) => one.path === path)!.of(person);
  const typed = (type: string, text: unknown, more: object = {}) => (text ? [{ ...more, type, value: text }] : []);
  const phones = [...typed('work', person.profile.workPhone), ...typed('mobile', person.profile.mobile)];
  const { title, language, department, employeeNumber, email } = person.profile;
  return {
    schemas: [coreUser, enterprise],
    externalId: person.id,
    userName: value('userName'),
    active: value('active'),
    displayName: value('displayName'),
    emails: typed('work', email, { primary: true }),
    meta: { resourceType: 'User' },
    name: { formatted: value('name.formatted'), familyName: value('name.familyName'), givenName: value('name.givenName') },
    ...(phones.length && { phoneNumbers: phones }),
    ...(title && { title }),
    ...(language && { preferredLanguage: language }),
    roles: [],
    [enterprise]: { ...(department && { department }), ...(employeeNumber && { employeeNumber }) },
  };
}
