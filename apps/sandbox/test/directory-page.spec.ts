import { JSDOM } from 'jsdom';
import { playing } from './playing.ts';

const ada = 'ada.marlow@harbourvale.test';
let sandbox: Awaited<ReturnType<typeof playing>>;
beforeEach(async () => {
  sandbox = await playing();
});
afterEach(() => sandbox.stop());

const open = async (path = '') => {
  const answer = await sandbox.call(path);
  const { document } = new JSDOM(await answer.text()).window;
  return { answer, document, text: (selector: string) => document.querySelector(selector)?.textContent.replace(/\s+/g, ' ').trim() };
};

describe('the directory, for people', () => {
  it('says what to do as long as no service is named', async () => {
    expect((await open()).text('.service')).toContain('Say which service to call');
  });

  it('shows everybody with what can be done, and each call once it was made', async () => {
    await sandbox.connect();
    await sandbox.post(`people/${ada}/assign`);
    const { document, text } = await open();
    expect(document.querySelectorAll('.rows > li')).toHaveLength(12);
    const row = [...document.querySelectorAll('.rows > li')].find((one) => one.textContent.includes(ada));
    expect([...row!.querySelectorAll('button')].map((button) => button.textContent.trim())).toEqual([
      'Unassign Ada Marlow',
      'Deactivate Ada Marlow',
      'Provision again Ada Marlow',
      'Rename, change…',
      'Delete Ada Marlow',
    ]);
    expect(text('.calls summary')).toBe('POST /Users 201 Assign Ada Marlow ' + text('.calls .ms'));
    expect((await open('/calls')).document.querySelectorAll('details')).toHaveLength(2);
  });

  it('shows groups with their members, and the checks with their steps', async () => {
    await sandbox.connect();
    const groups = await open('?view=groups');
    expect(groups.text('.rows > li')).toContain('Design studio Not pushed');
    expect(groups.document.querySelectorAll('#desk [type=checkbox][data-toggle][checked]')).toHaveLength(12);
    const { body } = await sandbox.post('checks/entra-connection', {});
    const checks = await open('?view=checks');
    expect(checks.document.querySelectorAll('.steps li')).toHaveLength(body.steps.length);
    expect(checks.document.querySelectorAll('.rows button')).toHaveLength(12);
  });

  it('says that it is in quarantine, and why', async () => {
    await sandbox.connect('bad');
    await sandbox.post(`people/${ada}/assign`);
    await sandbox.post('cycle');
    expect((await open()).text('.quarantine')).toContain('This token is not known.');
  });

  it('names each field and each button, and no id twice', async () => {
    await sandbox.connect();
    for (const view of ['people', 'groups', 'checks']) {
      const { document } = await open(`?view=${view}`);
      const unnamed = [...document.querySelectorAll('input, select')].filter(
        (field) => !field.closest('label') && !document.querySelector(`label[for="${field.id}"]`),
      );
      expect(unnamed.map(({ outerHTML }) => outerHTML)).toEqual([]);
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      expect(ids.filter((id, n) => ids.indexOf(id) !== n)).toEqual([]);
    }
  });

  it('shows the usual view for one that does not exist', async () => {
    expect((await open('?view=nonsense&view=x')).text('.tabs [aria-current]')).toBe('People');
  });
});

describe('hostile words', () => {
  const attack = '"><script>alert(1)</script><img src=x onerror=alert(2)>';

  it.each(['people', 'groups'])('bring no element and no handler of their own into the page: %s', async (view) => {
    await sandbox.connect();
    await sandbox.post('people', { givenName: attack, familyName: attack, userName: 'x', title: attack });
    await sandbox.post('groups', { displayName: attack, members: ['x'] });
    sandbox.service.refuse(400, attack, 1);
    await sandbox.post('people/x/assign');
    const { answer, document } = await open(`?view=${view}`);
    expect([...document.scripts].map((script) => script.src)).toEqual(['/directory/script.js']);
    expect(document.querySelector('img')).toBeNull();
    const handlers = [...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames().filter((name) => name.startsWith('on')));
    expect(handlers).toEqual([]);
    expect(answer.headers.get('content-security-policy')).toMatch(
      /default-src 'none';.*script-src 'self';.*base-uri 'none'; frame-ancestors 'none'/,
    );
    for (const path of ['/calls', `/desk?view=${view}`, '/dialogs'])
      expect((await open(path)).document.querySelector('img, script')).toBeNull();
  });
});
