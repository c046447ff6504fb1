import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { allByRole, byLabel, byRole, violations } from '@placet/ui/testing';
import { answer, settle } from '../../../testing/console-bed.ts';
import { connectionPath, openTab } from '../../../testing/directory-bed.ts';
import { idOf } from '../../../testing/members-bed.ts';
import type { LogEntry } from './log-sentence.ts';

const path = `${connectionPath}/log`;
const entry = (n: number, code: LogEntry['code'], facts: object, changes: Partial<LogEntry> = {}): LogEntry => ({
  id: idOf(90 + n),
  at: '2026-03-04T10:00:00Z',
  code,
  method: 'POST',
  path: '/scim/v2/Users',
  status: 201,
  tookMs: 12,
  times: 1,
  facts: facts as Record<string, unknown>,
  requestId: 'okta-1',
  ...changes,
});
const sentences: [LogEntry['code'], object, string][] = [
  ['user.asked', { value: 'ada@acme.test', found: false }, 'Okta asked whether ada@acme.test exists. No.'],
  ['user.created', { name: 'Ada Byron', state: 'invited', seat: 'reserved' }, 'Okta created Ada Byron: invited; seat: reserved.'],
  ['user.changed', { name: 'Ada Byron', attributes: ['title', 'locale'] }, 'Okta changed Ada Byron: title and locale.'],
  ['user.deactivated', { name: 'Ada Byron (inactive)' }, 'Okta deactivated Ada Byron.'],
  ['user.refused', { userName: 'bob', reason: 'uniqueness' }, 'Okta asked for something that was refused for bob: the name is taken.'],
  ['group.changed', { displayName: 'Lawyers', added: 2, removed: 0 }, 'Okta changed the group Lawyers: 2 people added, nobody removed.'],
  ['bulk.done', { operations: 3, failed: 0 }, 'Okta sent 3 operations at once; all were done.'],
];
const open = async (items: LogEntry[], url = '/log') => {
  const visit = await openTab(url);
  await answer('GET', path, { items });
  return visit;
};
const url = () => TestBed.inject(Router).url;

describe('the log of a connection', () => {
  it.each(sentences)('says %s in plain words', async (code, facts, said) => {
    const visit = await open([entry(1, code, facts)]);
    expect(visit.text).toContain(said);
  });

  it('says what was ignored and what the directory was told', async () => {
    const refusal = { userName: 'bob', reason: 'seat_refused', detail: 'No Core seat left.', ignored: ['nickName'] };
    const visit = await open([entry(1, 'user.refused', refusal, { status: 403, times: 3 })]);
    expect(visit.text).toMatch(/no seat is left\. ?3 times ?Ignored: nickName\. ?It was told: No Core seat left\./u);
    expect(await violations(visit.root)).toEqual([]);
  });

  it('opens the details with the request’s id and the member', async () => {
    const visit = await open([entry(1, 'user.created', { name: 'Ada Byron', state: 'active', seat: 'none' }, { memberId: idOf(7) })]);
    expect(visit.text).not.toContain('okta-1');
    byRole(visit.root, 'button', 'Details').click();
    await settle();
    expect(visit.text).toMatch(/POST \/scim\/v2\/Users.*201, after 12 ms.*okta-1/u);
    expect(byRole(visit.root, 'link', 'Open').getAttribute('href')).toBe(`/members/${idOf(7)}`);
    expect(await violations(visit.root)).toEqual([]);
  });

  it('is narrowed by name and outcome, as the URL says it', async () => {
    const visit = await open([], '/log?outcome=refused&q=ada');
    expect(visit.text).toContain('Nothing matches');
    allByRole(visit.root, 'button', /Remove/u)[0]!.click();
    await settle();
    expect(url()).toContain('outcome=refused');
    expect(url()).not.toContain('q=');
    const { params } = await answer('GET', path, { items: [entry(1, 'user.read', { name: 'Ada' })] });
    expect(params.get('outcome')).toBe('refused');
    const chosen = byLabel<HTMLSelectElement>(visit.root, 'What to show');
    chosen.value = '';
    chosen.dispatchEvent(new Event('change'));
    await settle();
    expect(url()).not.toContain('outcome');
  });

  it('says what it is for before the first call', async () => {
    const visit = await open([]);
    expect(visit.text).toContain('No call yet');
    expect(visit.text).toContain('Live');
  });
});
