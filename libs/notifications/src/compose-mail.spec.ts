import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '@placet/contracts';
import type { MailId } from '@placet/kernel';
import { composeMail, mailTexts } from './compose-mail.ts';
import { layout } from './layout.ts';
import type { MailTemplate, MailValues } from './mail-templates.ts';
import type { MailText } from './texts/mail-text.ts';

const mailId = '019c0000-0000-7000-8000-000000000001' as MailId;
const settings = { mailFrom: 'Placet <placet@example.test>', baseUrl: 'https://placet.example.test' };
const expiresAt = new Date('2026-03-16T09:00:00Z');
const someone = { firstName: 'Ada', workspaceName: 'Acme & Söhne' };
const samples: { [T in MailTemplate]: MailValues[T][] } = {
  invitation: [
    { ...someone, invitedBy: 'Olga Owner', message: 'Welcome!\nSee you on Monday.', expiresAt },
    { ...someone, firstName: '', expiresAt },
  ],
  invitation_reminder: [{ ...someone, invitedBy: 'Olga Owner', expiresAt }],
  password_reset: [
    { ...someone, expiresAt },
    { ...someone, requestedBy: 'Olga Owner', expiresAt },
  ],
  directory_credential_ends: [
    { ...someone, connectionName: 'Okta', credentialName: 'July', kind: 'token', expiresAt },
    { ...someone, connectionName: 'Entra', credentialName: 'July', kind: 'client', expiresAt },
  ],
  directory_brake: [{ ...someone, connectionName: 'Okta', held: '37' }],
  secret_changed: [
    { ...someone, kind: 'password', at: expiresAt },
    { ...someone, kind: 'pin', changedBy: 'Olga Owner', at: expiresAt },
  ],
};
const compose = (template: MailTemplate, values: MailValues[MailTemplate], language: Language = 'en') =>
  composeMail(
    { mailId, template },
    { to: 'ada@example.test', language, timeZone: 'Europe/Paris', values, link: 'https://placet.example.test/invite#plc_invite_a&b' },
    settings,
  );
/** The lines that the layout does not have: all that a mail says. */
const said = (html: string) =>
  html
    .split('\n')
    .filter((line) => !layout.includes(line))
    .map((line) => line.trim());
const everyText = (text: MailText) => Object.values(text).flat() as string[];

describe('a mail', () => {
  it.each(Object.keys(samples) as MailTemplate[])('%s says who caused it, why it came, and one action, in both languages', (template) => {
    for (const values of samples[template])
      for (const language of ['en', 'fr'] as const) {
        const { subject, text, html } = compose(template, values, language);
        expect({ subject, text, html: said(html) }).toMatchSnapshot(language);
      }
  });

  it('is the same in every byte when it is made again', () => {
    const once = compose('invitation', samples.invitation[0]!);
    expect(compose('invitation', samples.invitation[0]!)).toEqual(once);
    expect(once.messageId).toBe(`<${mailId}@placet.example.test>`);
    expect(once.html).toMatchSnapshot();
  });

  it('shows what people typed as they typed it: no tag, no header, no turned text', () => {
    const hostile = '</p><script>x</script>"\r\nBcc: eve@evil.test\u202e{{link}}{firstName}';
    const { subject, html, text } = compose('invitation', {
      ...someone,
      workspaceName: hostile,
      message: `${hostile}\nline two`,
      expiresAt,
    });
    expect(subject).not.toMatch(/[\r\n\u202e]/);
    expect(html).not.toContain('<script>');
    expect(html).toContain('{{link}}{firstName}');
    expect(text).toContain('> line two');
  });

  it('links to one place only, in HTML and in text', () => {
    const { html, text } = compose('password_reset', samples.password_reset[0]!);
    expect(new Set([...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, url]) => url))).toEqual(
      new Set(['https://placet.example.test/invite#plc_invite_a&amp;b']),
    );
    expect(text.match(/https?:\S+/g)).toEqual(['https://placet.example.test/invite#plc_invite_a&b']);
  });
});

describe('the catalogues', () => {
  const templates = Object.keys(samples) as MailTemplate[];
  const namesIn = (text: string): string[] => {
    const names = new Set<string>();
    JSON.stringify(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst(), (key, value: unknown) => {
      const { type, value: name } = (value ?? {}) as { type?: number; value?: string };
      if (typeof type === 'number' && type > 0 && typeof name === 'string') names.add(name);
      return value;
    });
    return [...names].sort();
  };

  it('are whole: every text of one language is there in the other, over the same values', () => {
    expect(Object.keys(mailTexts.fr.mails)).toEqual(Object.keys(mailTexts.en.mails));
    for (const template of templates) {
      const [en, fr] = [mailTexts.en.mails[template], mailTexts.fr.mails[template]].map(everyText);
      expect(fr!.map(namesIn)).toEqual(en!.map(namesIn));
      expect([...en!, ...fr!].every((text) => text.trim())).toBe(true);
    }
  });

  it('ask for nothing that a mail does not have', () => {
    for (const template of templates) {
      const has = new Set([
        'invitedBy',
        'requestedBy',
        'changedBy',
        'firstName',
        ...samples[template].flatMap((values) => Object.keys(values)),
      ]);
      const asked = everyText(mailTexts.en.mails[template]).flatMap(namesIn);
      for (const name of asked) expect(has).toContain(name.replace(/^has(\w)/, (_, letter: string) => letter.toLowerCase()));
    }
  });
});
