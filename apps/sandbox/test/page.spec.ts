import { JSDOM } from 'jsdom';
import { list } from '../src/inbox/list.ts';
import { aMail, runningSandbox } from './running.ts';

let sandbox: Awaited<ReturnType<typeof runningSandbox>>;
beforeEach(async () => {
  sandbox = await runningSandbox();
});
afterEach(() => sandbox.stop());

const open = async (path: string) => {
  const answer = await sandbox.get(path);
  const { document } = new JSDOM(await answer.text()).window;
  return { answer, document, text: (selector: string) => document.querySelector(selector)?.textContent.replace(/\s+/g, ' ').trim() };
};
const newest = async () => (await sandbox.messages())[0]?.id ?? '';

describe('the inbox, for people', () => {
  it('says what to do while it is empty', async () => {
    const { text } = await open('/inbox');
    expect(text('[role=status]')).toBe('No mail yet');
    expect(text('.nothing')).toContain('bounce@');
  });

  it('lists the mails, newest first, and says when there are none for a recipient', async () => {
    await sandbox.send({ to: 'ada@acme.test', subject: 'One' });
    await sandbox.send({ to: 'bob@acme.test', subject: '' });
    const { document, text } = await open('/inbox');
    expect(text('[role=status]')).toBe('2 mails');
    expect([...document.querySelectorAll('.subject')].map((subject) => subject.textContent)).toEqual(['(no subject)', 'One']);
    expect((await open('/inbox?to=AD')).text('[role=status]')).toBe('1 mail to “AD”');
    expect((await open('/inbox?to=zoe')).text('[role=status]')).toBe('No mail to “zoe”');
  });

  it('opens a mail: its HTML in a closed frame, its text, its links, its headers', async () => {
    await sandbox.send({ to: 'ada@acme.test', subject: 'Hi', text: 'Plain http://a.test/1', html: '<b>Rich</b>' });
    const id = await newest();
    const { document, text } = await open(`/inbox?mail=${id}&to=ada`);
    expect([text('h2'), text('li [aria-current]')]).toEqual(['Hi', expect.stringContaining('ada@acme.test')]);
    expect(document.querySelector('iframe')?.getAttribute('sandbox')).toBe('allow-popups allow-popups-to-escape-sandbox');
    expect((await open(`/inbox?mail=${id}&view=text`)).text('pre')).toBe('Plain http://a.test/1');
    expect((await open(`/inbox?mail=${id}&view=links`)).text('.links')).toBe('http://a.test/1');
    expect((await open(`/inbox?mail=${id}&view=headers`)).text('.headers')).toContain('Subject Hi');
  });

  it('opens a mail without HTML as text, and a view that does not exist as the usual one', async () => {
    await sandbox.send({ to: 'ada@acme.test', text: 'Plain' });
    expect((await open(`/inbox?mail=${await newest()}&view=nonsense`)).text('article nav [aria-current]')).toBe('Text');
  });

  it('says that a mail is gone', async () => {
    const { answer, text } = await open('/inbox?mail=nope');
    expect([answer.status, text('article')]).toEqual([404, expect.stringContaining('This mail is gone')]);
  });

  it('takes a parameter that is repeated for its first', async () => {
    expect((await open('/inbox?to=a&to=b&mail=x&mail=y')).answer.status).toBe(404);
  });

  it('shows the newest 200 only, and counts all', () => {
    const shown = list({ to: '', mails: Array.from({ length: 201 }, (_, n) => aMail(n)) }).text;
    expect([shown.match(/<li>/g)?.length, shown]).toEqual([200, expect.stringContaining('>201 mails<')]);
  });
});

describe('a hostile mail', () => {
  const attack = '"><script>alert(1)</script><img src=x onerror=alert(2)>';
  beforeEach(() =>
    sandbox.send({
      from: { name: attack, address: 'evil@x.test' },
      to: 'ada@acme.test',
      subject: attack,
      text: `</pre>${attack} http://a.test/"onmouseover=alert(3)`,
      html: `<head><base href="https://evil.test/"></head><body onload=alert(4)><script>alert(5)</script><a href="http://a.test/&quot; onclick=&quot;alert(6)">x</a>`,
      headers: { 'X-Evil': attack },
    }),
  );

  it.each(['html', 'text', 'links', 'headers'])('brings no element and no handler of its own into the page: %s', async (view) => {
    const { document } = await open(`/inbox?mail=${await newest()}&view=${view}&to=${encodeURIComponent('ada')}`);
    expect([...document.scripts].map((script) => script.src)).toEqual(['/inbox/script.js']);
    expect(document.querySelector('img')).toBeNull();
    const handlers = [...document.querySelectorAll('*')].flatMap((element) =>
      element.getAttributeNames().filter((name) => name.startsWith('on')),
    );
    expect(handlers).toEqual([]);
    expect(document.querySelector('h2')?.textContent).toBe(attack);
  });

  it('brings nothing of its own into the page through the search', async () => {
    for (const path of ['/inbox', '/inbox/list']) {
      const { document } = await open(`${path}?to=${encodeURIComponent(attack)}`);
      expect(document.querySelector('img, script:not([src])')).toBeNull();
    }
  });

  it('can run nothing and fetch nothing, in the page or in its frame; its links open beside the inbox', async () => {
    const page = (await open('/inbox')).answer.headers.get('content-security-policy');
    expect(page).toMatch(/default-src 'none';.*script-src 'self';.*base-uri 'none'; frame-ancestors 'none'/);
    const { answer, document } = await open(`/inbox/messages/${await newest()}/html`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none';.*base-uri 'none';.*sandbox allow-popups allow-popups-to-escape-sandbox$/);
    expect(policy).not.toMatch(/script-src|allow-scripts|allow-same-origin/);
    expect(document.querySelector('base')?.outerHTML).toBe('<base target="_blank">');
  });
});
