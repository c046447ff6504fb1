import { type Group, nameOf, newGroup, newPerson, type Person, type Profile } from './company.ts';
import type { CycleReport, DirectoryState, Provisioning } from './provisioning.ts';

/** Who or what was asked for is not in this directory. */
export class NotInDirectory extends Error {}

/** A directory that its administrator works in: each change is told to the service at once, or by the next cycle. */
export class Directory {
  readonly state: DirectoryState;
  private readonly provisioning: Provisioning;
  private readonly isAtOnce: boolean;

  constructor(state: DirectoryState, provisioning: Provisioning, isAtOnce = true) {
    this.state = state;
    this.provisioning = provisioning;
    this.isAtOnce = isAtOnce;
  }

  /** @param who id or user name. @throws NotInDirectory */
  person(who: string): Person {
    const found = this.state.people.find(({ id, profile }) => id === who || profile.userName === who);
    if (!found) throw new NotInDirectory(`Nobody here is called ${who}.`);
    return found;
  }

  /** @param which id or display name. @throws NotInDirectory */
  group(which: string): Group {
    const found = this.state.groups.find(({ id, displayName }) => id === which || displayName === which);
    if (!found) throw new NotInDirectory(`No group here is called ${which}.`);
    return found;
  }

  hire(profile: Partial<Profile> & { givenName: string; familyName: string }): Person {
    const person = newPerson(profile);
    this.state.people.push(person);
    return person;
  }

  assign = (person: Person) => this.change(person, 'Assign', { isAssigned: true });
  unassign = (person: Person) => this.change(person, 'Unassign', { isAssigned: false });
  deactivate = (person: Person) => this.change(person, 'Deactivate', { isEnabled: false });
  reactivate = (person: Person) => this.change(person, 'Reactivate', { isEnabled: true });
  /** Once more, with nothing changed. */
  provision = (person: Person) => this.change(person, 'Provision', {});
  edit = (person: Person, change: Partial<Profile>) => this.change(person, 'Change', { profile: { ...person.profile, ...change } });
  remove = (person: Person) => this.provisioning.remove(person);

  form(displayName: string, members: readonly Person[] = []): Group {
    const group = newGroup(
      displayName,
      members.map(({ id }) => id),
    );
    this.state.groups.push(group);
    return group;
  }

  push = (group: Group) => this.changeGroup(group, 'Push', { isPushed: true });
  unlink = (group: Group) => this.changeGroup(group, 'Unlink', { isPushed: false });
  renameGroup = (group: Group, displayName: string) => this.changeGroup(group, 'Rename', { displayName });
  join = (group: Group, { id }: Person) => this.changeGroup(group, 'Add to', { memberIds: [...new Set([...group.memberIds, id])] });
  leave = (group: Group, person: Person) =>
    this.changeGroup(group, 'Remove from', { memberIds: group.memberIds.filter((id) => id !== person.id) });

  /** @returns whether the service let it go; else it stays */
  async removeGroup(group: Group): Promise<boolean> {
    group.isPushed = false;
    if (!(await this.provisioning.group(group, 'Delete'))) return false;
    this.state.groups.splice(this.state.groups.indexOf(group), 1);
    return true;
  }

  test = (): Promise<string | undefined> => this.provisioning.test();
  cycle = (isFull: boolean): Promise<CycleReport> => this.provisioning.cycle(isFull);

  /** @returns whether the service took it, or will be told by the next cycle */
  private async change(person: Person, verb: string, change: Partial<Person>): Promise<boolean> {
    Object.assign(person, change, { isPending: true, trouble: undefined }); // a change is tried at the next cycle, whatever failed before
    return !this.isAtOnce || this.provisioning.person(person, `${verb} ${nameOf(person)}`);
  }

  private async changeGroup(group: Group, verb: string, change: Partial<Group>): Promise<boolean> {
    Object.assign(group, change);
    if (!group.isPushed && !group.link) return true;
    group.isPending = true;
    return !this.isAtOnce || this.provisioning.group(group, verb);
  }
}
