import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { allByRole, byLabel, byRole, violations } from '@placet/ui/testing';
import { LanguageSwitch } from '../../i18n/language-switch.ts';
import { answer, call, problemDocument, settle, until } from '../../../testing/console-bed.ts';
import { idOf, line, openMembers, pageOf } from '../../../testing/members-bed.ts';

const url = () => decodeURIComponent(TestBed.inject(Router).url);

describe('the list of members', () => {
  it('shows who is here, with seats, groups and state, and every counter opens its people', async () => {
    const visit = await openMembers('/members');
    await answer(
      'GET',
      '/members',
      pageOf([line(), line({ id: idOf(9), displayName: 'Eva Roy (inactive)', state: 'inactive', products: [] })]),
    );
    expect(visit.text).toMatch(/Bob Marchand ?bob@acme\.test ?00007 ?Member ?Contract, holds a seat ?Lyon ?Active.*Eva Roy \(inactive\)/u);
    const links = allByRole(visit.root, 'link').map((link) => link.getAttribute('href'));
    expect(links).toEqual(
      expect.arrayContaining([
        '/members?seat=core&seatState=assigned',
        '/members?seat=core&seatState=reserved',
        '/members/waiting?seat=contract',
      ]),
    );
    expect(visit.text).toContain('1 seat more in use than bought');
    expect(visit.text).toContain('help@vendor.test');
    expect(await violations(visit.root)).toEqual([]);
  });

  it('asks what the URL says, and says it as chips that can be taken away', async () => {
    const visit = await openMembers('/members?state=inactive&state=banned&seat=core&seatState=used&drawer=none');
    expect(call('GET', '/members?state=inactive&state=banned&seat=core&seatState=used')).toBeTruthy();
    expect(visit.text).toContain('Hold or reserve Core');
    byRole(visit.root, 'button', 'Remove the filter State: Banned').click();
    await settle();
    expect(url()).toContain('state=inactive&seat=core');
    await answer('GET', '/members?state=inactive&seat=core&seatState=used', pageOf([]));
    expect(visit.text).toContain('Nothing matches');
  });

  it('lists the people of a directory by the name of its connection', async () => {
    const visit = await openMembers(`/members?managedBy=${idOf(70)}`);
    await answer('GET', '/directory-connections', { items: [{ id: idOf(70), name: 'Acme Okta' }] });
    await answer('GET', `/members?managedBy=${idOf(70)}`, pageOf([line()]));
    byRole(visit.root, 'button', 'Remove the filter Directory: Acme Okta').click();
    await settle();
    expect(url()).toBe('/members');
  });

  it('sorts by a header and goes on and back by cursors', async () => {
    const visit = await openMembers('/members');
    await answer('GET', '/members', pageOf([line()], { nextCursor: 'c2', total: 98_000, totalIsExact: false }));
    expect(visit.text).toContain('About 98,000');
    byRole(visit.root, 'button', 'Next').click();
    await settle();
    await answer('GET', '/members?cursor=c2', pageOf([line({ displayName: 'Second Page' })]));
    expect(visit.text).toContain('Second Page');
    byRole(visit.root, 'button', 'Previous').click();
    await settle();
    await answer('GET', '/members', pageOf([line()]));
    byRole(visit.root, 'button', 'Last sign-in').click();
    await settle();
    expect(url()).toBe('/members?sort=lastSignInAt');
  });

  it('searches a moment after the last key', async () => {
    const visit = await openMembers('/members');
    await answer('GET', '/members', pageOf([line()]));
    const box = byLabel(visit.root, 'Search this list');
    box.value = 'zoë';
    box.dispatchEvent(new Event('input', { bubbles: true }));
    expect(url()).toBe('/members');
    await until(() => url() === '/members?q=zoë');
  });

  it('offers in a row what can be done, and says why the rest can’t', async () => {
    const boss = line({ id: idOf(8), displayName: 'Olga Owner', groups: [{ id: idOf(30), name: 'Owner' }] });
    const visit = await openMembers('/members', { rank: 90 });
    await answer('GET', '/members', pageOf([boss, line({ id: idOf(9), displayName: 'Eva Roy (inactive)', state: 'inactive' })]));
    const menuOf = async (name: string) => {
      byRole(visit.root, 'button', `Actions for ${name}`).click();
      await settle();
      const items = allByRole(document.body, 'menuitem').map((item) => [item.textContent?.replace(/\s+/gu, ' ').trim(), item.ariaDisabled]);
      document.querySelector<HTMLElement>('.cdk-overlay-backdrop')!.click();
      await settle();
      return items;
    };
    const above = 'Of higher rank than you.';
    expect((await menuOf('Olga Owner')).slice(2)).toEqual([
      [`Reset password or PIN ${above}`, 'true'],
      [`Deactivate ${above}`, 'true'],
      [`Ban ${above}`, 'true'],
    ]);
    expect((await menuOf('Eva Roy (inactive)')).slice(2)).toEqual([
      ['Reactivate', null],
      ['Ban', null],
    ]);
  });

  it('asks again when the screen speaks another language, since names do too', async () => {
    await openMembers('/members');
    await answer('GET', '/members', pageOf([line()]));
    await TestBed.inject(LanguageSwitch).choose('fr');
    await settle();
    const { headers } = await answer('GET', '/members', pageOf([line()]));
    expect(headers.get('Accept-Language')).toBe('fr');
  });

  it('keeps what it showed when a later read fails, and offers to try again', async () => {
    const visit = await openMembers('/members');
    await answer('GET', '/members', problemDocument(500, 'unexpected'), 500);
    expect(visit.text).toContain('req-7');
    byRole(visit.root, 'button', 'Try again').click();
    await settle();
    await answer('GET', '/members', pageOf([line()]));
    expect(visit.text).toContain('Bob Marchand');
  });
});
