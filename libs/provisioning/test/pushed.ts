import type { MemberId } from '@placet/kernel';
import { AWorkspace } from '@placet/testing';
import type { ConnectionChange } from '../src/index.ts';
import { aPatch, aUser, type ADirectory, type ScimDoor } from './scim-door.ts';

/** A body of a create or a replace of a group. */
export const aGroup = (displayName: string, ...members: string[]) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
  displayName,
  members: members.map((value) => ({ value })),
});

/** A directory that pushes people and groups into a workspace of its own, and what became of them. */
export class Pushed {
  private count = 0;

  private constructor(
    readonly door: ScimDoor,
    readonly acme: AWorkspace,
    readonly okta: ADirectory,
  ) {}

  static async into(door: ScimDoor, seats: Record<string, number>, change: ConnectionChange = {}): Promise<Pushed> {
    const acme = await AWorkspace.with(door.world, seats);
    return new Pushed(door, acme, await door.directory(acme, change));
  }

  async user(): Promise<MemberId> {
    const { body } = await this.okta.send('POST', '/Users', aUser(`user${++this.count}@${this.acme.slug}.test`));
    return body.id as MemberId;
  }

  async users(n: number): Promise<MemberId[]> {
    const ids: MemberId[] = [];
    for (let i = 0; i < n; i++) ids.push(await this.user());
    return ids;
  }

  async group(...members: string[]): Promise<string> {
    const { body } = await this.okta.send('POST', '/Groups', aGroup(`Team ${++this.count}`, ...members));
    return body.id as string;
  }

  patch(groupId: string, ...operations: object[]) {
    return this.okta.send('PATCH', `/Groups/${groupId}`, aPatch(...operations));
  }

  add(groupId: string, ...members: string[]) {
    return this.patch(groupId, { op: 'add', path: 'members', value: members.map((value) => ({ value })) });
  }

  remove(groupId: string, ...members: string[]) {
    return this.patch(groupId, { op: 'remove', path: 'members', value: members.map((value) => ({ value })) });
  }

  /** Members of a group as the database has them. */
  async membersOf(groupId: string): Promise<string[]> {
    const sql = 'select member_id as id from directory_group_member where group_id = $1 order by member_id';
    return (await this.door.world.sql<{ id: string }>(sql, [groupId])).map(({ id }) => id);
  }

  /** What a member has: names of groups, products, codes of sites, each in order; his state, and the products that he holds a seat of. */
  async of(memberId: string): Promise<{ groups: string[]; products: string[]; sites: string[]; seats: string[]; state: string }> {
    const [row] = await this.door.world.sql<{ groups: string[]; products: string[]; sites: string[]; seats: string[]; state: string }>(
      `select state, array(select g.name from group_member gm join user_group g on g.id = gm.group_id where gm.member_id = m.id order by g.name) as groups,
              array(select p from unnest(m.access) p order by p) as products,
              array(select s.code from member_site ms join site s on s.id = ms.site_id where ms.member_id = m.id order by s.code) as sites,
              array(select h.product from holding h where h.member_id = m.id and h.state <> 'released' order by h.product) as seats
         from member m where m.id = $1`,
      [memberId],
    );
    return row!;
  }
}
