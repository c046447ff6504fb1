import { Refused, type ScimClient } from './client/scim-client.ts';
import { type Company, type Group, type Kept, nameOf, type Person } from './company.ts';
import { type Dialect, isWanted } from './dialects/dialect.ts';

/** A company, and how far its directory has come with telling it. */
export interface DirectoryState extends Company {
  cycles: number;
  /** Entra calls once a day only, after cycles in which most failed */
  quarantine?: { since: string; reason: string };
}

/** What a cycle did, in objects. */
export interface CycleReport {
  visited: number;
  failed: number;
}

/** Brings a service in line with the company, one object at a time; what is refused is kept with it, and tried again. */
export class Provisioning {
  private readonly state: DirectoryState;
  private readonly dialect: Dialect;
  private readonly client: ScimClient;

  constructor(state: DirectoryState, dialect: Dialect, client: ScimClient) {
    this.state = state;
    this.dialect = dialect;
    this.client = client;
  }

  /** @returns what is wrong; nothing: it works */
  async test(): Promise<string | undefined> {
    this.client.why = 'Test connection';
    try {
      await this.dialect.test(this.client);
      return undefined;
    } catch (error) {
      return (error as Refused).message;
    }
  }

  /** At once, with the manager and the groups that now have one member more or fewer. @returns whether it was taken */
  async person(person: Person, why: string): Promise<boolean> {
    const isTaken = (await this.tell(person, why)) && (await this.tellManager(person));
    for (const group of this.state.groups) if (group.isPushed && group.isPending && !group.trouble) await this.group(group, 'Push');
    return isTaken;
  }

  /** @returns whether it was taken; then the person is in no group, and nobody's manager */
  async remove(person: Person): Promise<boolean> {
    const isTaken = await this.attempt(person, `Delete ${nameOf(person)}`, () => this.dialect.forget(this.client, person));
    if (!isTaken) return false;
    const { people, groups } = this.state;
    people.splice(people.indexOf(person), 1);
    for (const other of people) {
      if (other.profile.managerId === person.id) Object.assign(other, { isPending: true, profile: { ...other.profile, managerId: '' } });
    }
    for (const group of groups) group.memberIds = group.memberIds.filter((id) => id !== person.id);
    return true;
  }

  /** Pushes it, or unlinks what is pushed no longer. @returns whether it was taken */
  group(group: Group, verb: string): Promise<boolean> {
    return this.attempt(group, `${verb} ${group.displayName}`, async () => {
      if (!group.isPushed) {
        if (group.link) await this.dialect.unlink(this.client, group.link);
        Object.assign(group, { link: undefined, toldMembers: [] });
        return;
      }
      const known = this.state.people.filter(({ id, link }) => link && group.memberIds.includes(id));
      const members = known.map((person) => ({ link: person.link!, display: person.profile.userName }));
      Object.assign(group, await this.dialect.group(this.client, group, members));
    });
  }

  /** Everybody first, then who manages whom, then the groups. The first is always a full one; others take only what changed or is due again.
   *
   * @param isFull also what nothing says has changed
   */
  async cycle(isFull: boolean): Promise<CycleReport> {
    const { people, groups } = this.state;
    const now = ++this.state.cycles;
    const isDue = (kept: Kept) => isFull || now === 1 || (kept.isPending && (kept.trouble?.retryAt ?? 0) <= now);
    const report = { visited: 0, failed: 0 };
    const count = (isTaken: boolean) => void (report.visited++, (report.failed += isTaken ? 0 : 1));
    for (const person of people.filter((one) => (one.link || isWanted(one)) && isDue(one))) {
      count(await this.tell(person, `Cycle ${now}: ${nameOf(person)}`));
      if (person.trouble?.status === 401) return this.ended(report, person.trouble.text);
    }
    for (const person of people) if (!person.trouble) await this.tellManager(person);
    for (const group of groups.filter((one) => (one.link || one.isPushed) && isDue(one))) count(await this.group(group, `Cycle ${now}:`));
    return this.ended(report, [...people, ...groups].find(({ trouble }) => trouble)?.trouble?.text);
  }

  private ended(report: CycleReport, text = ''): CycleReport {
    const isBad = report.failed * 2 > report.visited;
    if (!isBad) delete this.state.quarantine;
    else this.state.quarantine ??= { since: new Date().toISOString(), reason: text };
    return report;
  }

  private tell(person: Person, why: string): Promise<boolean> {
    return this.attempt(person, why, async () => {
      const link = await this.dialect.person(this.client, person);
      if (link === person.link) return;
      person.link = link;
      delete person.toldManager;
      for (const group of this.state.groups) if (group.memberIds.includes(person.id)) group.isPending ||= group.isPushed;
    });
  }

  private async tellManager(person: Person): Promise<boolean> {
    const link = this.state.people.find(({ id }) => id === person.profile.managerId)?.link;
    if (!person.link || !isWanted(person) || link === person.toldManager) return true;
    return this.attempt(person, `Manager of ${nameOf(person)}`, async () => {
      await this.dialect.manager(this.client, person, link);
      person.toldManager = link;
    });
  }

  /** Gaps between tries grow: the next cycle, then every second, fourth, eighth… */
  private async attempt(kept: Kept, why: string, call: () => Promise<void>): Promise<boolean> {
    this.client.why = why;
    try {
      await call();
      kept.isPending = false;
      delete kept.trouble;
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const failures = (kept.trouble?.failures ?? 0) + 1;
      kept.isPending = true;
      kept.trouble = { status: error.status, text: error.message, failures, retryAt: this.state.cycles + 2 ** Math.min(failures - 1, 6) };
      return false;
    }
  }
}
