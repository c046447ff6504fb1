import { bodiesOf, playing } from './playing.ts';

const ada = 'ada.marlow@harbourvale.test';
const boss = 'imogen.harbour@harbourvale.test';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

let sandbox: Awaited<ReturnType<typeof playing>>;
beforeEach(async () => {
  sandbox = await playing();
  await sandbox.connect();
});
afterEach(() => sandbox.stop());
const operations = () => bodiesOf(sandbox.service.heard(), 'PATCH').map((body) => (body as { Operations: unknown[] }).Operations);

describe('a directory that calls as Entra', () => {
  it('tests the connection with a name that nobody has', async () => {
    expect((await sandbox.post('test')).body).toMatchObject({ isDone: true });
    expect(sandbox.heard()).toEqual([expect.stringMatching(/^GET \/Users\?filter=userName eq "[0-9a-f-]{36}"$/)]);
  });

  it('looks for the person, creates him without a password, and tells the manager in a second call', async () => {
    await sandbox.post(`people/${boss}/assign`);
    sandbox.service.heard();
    await sandbox.post(`people/${ada}/assign`);
    const asked = sandbox.service.heard();
    expect(asked.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'PATCH']);
    const [created] = bodiesOf(asked, 'POST') as Record<string, unknown>[];
    expect(created).toMatchObject({ userName: ada, active: true, meta: { resourceType: 'User' }, roles: [], title: 'Lead architect' });
    expect(created).not.toHaveProperty('password');
    expect(created?.[enterprise]).toEqual({ department: 'Design', employeeNumber: '1003' });
    expect(asked[2]?.path).toContain('attributes=id&filter=id+eq+%22r2%22+and+urn');
    expect(asked[3]?.body.Operations).toEqual([{ op: 'Add', path: `${enterprise}:manager`, value: 'r1' }]);
  });

  it('sends what changed as capital operations with a path each', async () => {
    await sandbox.post(`people/${ada}/assign`);
    sandbox.service.heard();
    await sandbox.post(`people/${ada}/edit`, { familyName: 'Byron', title: '', mobile: '+33 6 39 98 00 99' });
    expect(operations()).toEqual([
      [
        { op: 'Replace', path: 'displayName', value: 'Ada Byron' },
        { op: 'Remove', path: 'title' },
        { op: 'Replace', path: 'name.familyName', value: 'Byron' },
        { op: 'Replace', path: 'name.formatted', value: 'Ada Byron' },
        { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+33 6 39 98 00 99' },
      ],
    ]);
    await sandbox.post(`people/${ada}/deactivate`);
    expect(operations()).toEqual([[{ op: 'Replace', path: 'active', value: 'False' }]]);
  });

  it('sends the flagged forms with aadOptscim062020, and the flag with each call', async () => {
    await sandbox.behave('entra-2020');
    await sandbox.post(`people/${ada}/assign`);
    expect(sandbox.service.heard().every(({ path }) => path.includes('aadOptscim062020'))).toBe(true);
    await sandbox.post(`people/${ada}/edit`, { familyName: 'Byron', employeeNumber: '7', mobile: '+1 415 555 0100' });
    const all = {
      displayName: 'Ada Byron',
      'name.familyName': 'Byron',
      'name.formatted': 'Ada Byron',
      [`${enterprise}:employeeNumber`]: '7',
    };
    expect(operations()).toEqual([
      [
        { op: 'add', path: 'phoneNumbers[type eq "mobile"].value', value: '+1 415 555 0100' },
        { op: 'replace', value: all },
      ],
    ]);
    await sandbox.post(`people/${ada}/deactivate`);
    expect(operations()).toEqual([[{ op: 'replace', path: 'active', value: false }]]);
  });

  it('creates a group without members, adds them, and takes them out by value', async () => {
    for (const who of [ada, boss]) await sandbox.post(`people/${who}/assign`);
    const { body } = await sandbox.post('groups', { displayName: 'Crew', members: [ada, boss] });
    expect(body.done.displayName).toBe('Crew');
    sandbox.service.heard();
    await sandbox.post('groups/Crew/push');
    const asked = sandbox.service.heard();
    expect(asked[0]?.path).toBe('/scim/v2/Groups?excludedAttributes=members&filter=displayName+eq+%22Crew%22');
    expect(asked[1]?.body).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group', 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
      externalId: body.done.id,
      displayName: 'Crew',
      meta: { resourceType: 'Group' },
    });
    const both = [{ $ref: null, value: 'r2' }, { $ref: null, value: 'r1' }]; // prettier-ignore
    expect(asked[2]?.body.Operations).toEqual([{ op: 'Add', path: 'members', value: both }]);
    await sandbox.post('groups/Crew/leave', { who: ada });
    expect(operations()).toEqual([[{ op: 'Remove', path: 'members', value: [{ $ref: null, value: 'r1' }] }]]);
    await sandbox.behave('entra-2020');
    await sandbox.post('groups/Crew/leave', { who: boss });
    expect(operations()).toEqual([[{ op: 'remove', path: 'members[value eq "r2"]' }]]);
  });

  it('deletes for good only who is deleted here', async () => {
    await sandbox.post(`people/${ada}/assign`);
    await sandbox.post(`people/${ada}/unassign`);
    expect(sandbox.heard().some((call) => call.startsWith('DELETE'))).toBe(false);
    await sandbox.post(`people/${ada}/remove`);
    expect(sandbox.heard()).toEqual(['DELETE /Users/r1']);
    expect((await sandbox.post(`people/${ada}/assign`)).status).toBe(404);
  });
});

describe('a directory that calls as Okta', () => {
  beforeEach(() => sandbox.behave('okta'));

  it('tests with a page of each kind', async () => {
    await sandbox.post('test');
    expect(sandbox.heard()).toEqual(['GET /Users?startIndex=1&count=2', 'GET /Groups?startIndex=1&count=100']);
  });

  it('creates with a random password that it never shows, and updates by GET and PUT of the whole object', async () => {
    const { body } = await sandbox.post(`people/${ada}/assign`);
    const [created] = bodiesOf(sandbox.service.heard(), 'POST') as Record<string, unknown>[];
    expect(created).toMatchObject({ groups: [], locale: 'en-US', password: expect.stringMatching(/.{12}/), active: true });
    expect(JSON.stringify(body)).not.toContain(created?.['password']);
    sandbox.service.users.get('r1')!['meta'] = { version: '1' };
    await sandbox.post(`people/${ada}/edit`, { familyName: 'Byron', title: '' });
    const asked = sandbox.service.heard();
    expect(asked.map(({ method }) => method)).toEqual(['GET', 'PUT']);
    expect(asked[1]?.body).toMatchObject({
      id: 'r1',
      name: { givenName: 'Ada', familyName: 'Byron' },
      meta: { version: '1' },
      groups: [],
      active: true,
    });
    expect(asked[1]?.body).not.toHaveProperty('title');
  });

  it('switches off by PUT, and finds the same person again; it never deletes', async () => {
    await sandbox.post(`people/${ada}/assign`);
    sandbox.service.heard();
    await sandbox.post(`people/${ada}/unassign`);
    expect(sandbox.service.users.get('r1')).toMatchObject({ active: false });
    await sandbox.post(`people/${ada}/assign`);
    await sandbox.post(`people/${ada}/remove`);
    const methods = sandbox.heard().map((call) => call.split(' ')[0]);
    expect(methods).toEqual(['GET', 'PUT', 'GET', 'GET', 'PUT', 'GET', 'PUT']);
  });

  it('uses PATCH without a path in an application of the catalogue', async () => {
    await sandbox.behave('okta-catalogue');
    await sandbox.post(`people/${ada}/assign`);
    sandbox.service.heard();
    await sandbox.post(`people/${ada}/deactivate`);
    expect(operations()).toEqual([[{ op: 'replace', value: { active: false } }]]);
  });

  it('pushes a group empty, reads it, and fills it; unlinking deletes', async () => {
    await sandbox.post(`people/${ada}/assign`);
    await sandbox.post('groups', { displayName: 'Crew', members: [ada] });
    sandbox.service.heard();
    await sandbox.post('groups/Crew/push');
    const asked = sandbox.service.heard();
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /scim/v2/Groups',
      'GET /scim/v2/Groups/r2',
      'PUT /scim/v2/Groups/r2',
    ]);
    expect([asked[0]?.body.members, asked[2]?.body.members]).toEqual([[], [{ value: 'r1', display: ada }]]);
    await sandbox.post('groups/Crew/unlink');
    expect(sandbox.heard()).toEqual(['DELETE /Groups/r2']);
  });

  it('renames a group of the catalogue with the id inside, and changes members in one call', async () => {
    await sandbox.behave('okta-catalogue');
    for (const who of [ada, boss]) await sandbox.post(`people/${who}/assign`);
    await sandbox.post('groups', { displayName: 'Crew', members: [ada] });
    await sandbox.post('groups/Crew/push');
    sandbox.service.groups.get('r3')!['members'] = [{ value: 'r1' }];
    operations();
    await sandbox.post('groups/Crew/rename', { displayName: 'Team' });
    expect(operations()).toEqual([[{ op: 'replace', value: { id: 'r3', displayName: 'Team' } }]]);
    sandbox.service.groups.get('r3')!['displayName'] = 'Team';
    await sandbox.behave('okta-catalogue', false);
    await sandbox.post('groups/Team/leave', { who: ada });
    await sandbox.post('groups/Team/join', { who: boss });
    await sandbox.post('cycle');
    expect(operations().at(-1)).toEqual([
      { op: 'remove', path: 'members[value eq "r1"]' },
      { op: 'add', path: 'members', value: [{ value: 'r2', display: boss }] },
    ]);
  });
});
