import { signal } from '@angular/core';
import { jest } from '@jest/globals';
import { allByRole, byRole, violations } from '../testing/screen.ts';
import { show } from '../testing/show.ts';
import { AcceptedLater } from './accepted-later.ts';
import { BusyBar } from './busy-bar.ts';
import { Conflict } from './conflict.ts';
import { Empty } from './empty.ts';
import { Failed } from './failed.ts';
import { Forbidden } from './forbidden.ts';
import { Gone } from './gone.ts';
import { InvalidSummary } from './invalid-summary.ts';
import { NoResult } from './no-result.ts';
import { OfflineBar } from './offline-bar.ts';
import { Skeleton } from './skeleton.ts';
import { Stale } from './stale.ts';

describe('the common states', () => {
  it('loading announces itself and draws as many rows as will come', async () => {
    const { nativeElement } = await show('<ui-skeleton [rows]="4" />', [Skeleton]);
    expect(byRole(nativeElement, 'status').getAttribute('aria-busy')).toBe('true');
    expect(nativeElement.querySelectorAll('.row')).toHaveLength(4);
  });

  it('old data stays, dimmed, and says of when it is', async () => {
    const stale = signal(false);
    const at = new Date('2026-03-04T10:42:00Z');
    const fixture = await show('<ui-stale [stale]="stale()" [asOf]="at">old rows</ui-stale>', [Stale], { stale, at });
    expect(allByRole(fixture.nativeElement, 'status')).toEqual([]);
    stale.set(true);
    await fixture.whenStable();
    expect(byRole(fixture.nativeElement, 'status').textContent).toBe('asOf 10:42');
    expect(fixture.nativeElement.querySelector('.dim').textContent).toBe('old rows');
  });

  it('empty says what the page is for and offers the first act', async () => {
    const { nativeElement } = await show(
      '<ui-empty heading="You are alone here">Add people.<button actions>Add a member</button></ui-empty>',
      [Empty],
    );
    expect(byRole(nativeElement, 'heading').textContent).toBe('You are alone here');
    expect(byRole(nativeElement, 'button', 'Add a member')).toBeTruthy();
  });

  it('no result names the filters, each to be taken away alone', async () => {
    const removed = jest.fn();
    const cleared = jest.fn();
    const { nativeElement } = await show(
      '<ui-no-result [filters]="filters" (removed)="removed($event)" (cleared)="cleared()" />',
      [NoResult],
      {
        filters: [
          { key: 'state', text: 'State: banned' },
          { key: 'site', text: 'Site: Lyon' },
        ],
        removed,
        cleared,
      },
    );
    byRole(nativeElement, 'button', 'removeFilter Site: Lyon').click();
    expect(removed).toHaveBeenCalledWith('site');
    byRole(nativeElement, 'button', 'clearFilters').click();
    expect(cleared).toHaveBeenCalledTimes(1);
  });

  it('failed says what, shows the request id to copy, and tries again', async () => {
    const retried = jest.fn();
    const { nativeElement } = await show('<ui-failed heading="That did not work" requestId="req-1" (retried)="retried()" />', [Failed], {
      retried,
    });
    expect(byRole(nativeElement, 'alert').textContent).toContain('req-1');
    expect(byRole(nativeElement, 'button', 'copyRequestId')).toBeTruthy();
    byRole(nativeElement, 'button', 'retry').click();
    expect(retried).toHaveBeenCalledTimes(1);
  });

  it('forbidden shows the permission in words and as its key, and who grants it', async () => {
    const { nativeElement } = await show(
      '<ui-forbidden permission="members.read" meaning="see members" [grantedBy]="groups" />',
      [Forbidden],
      { groups: ['Owner', 'Auditor'] },
    );
    expect(nativeElement.textContent).toContain('missingPermission see members');
    expect(nativeElement.querySelector('code').textContent).toBe('members.read');
    expect(nativeElement.textContent).toContain('grantedBy Owner, Auditor');
  });

  it('gone says that it was moved or erased, and leaves room for a way on', async () => {
    const { nativeElement } = await show('<ui-gone><a href="/members">Members</a></ui-gone>', [Gone]);
    expect(byRole(nativeElement, 'heading').textContent).toBe('goneTitle');
    expect(byRole(nativeElement, 'link', 'Members')).toBeTruthy();
  });

  it('offline shows a bar and takes it away by itself', async () => {
    const offline = signal(true);
    const fixture = await show('<ui-offline-bar [offline]="offline()" />', [OfflineBar], { offline });
    expect(byRole(fixture.nativeElement, 'status').textContent).toBe('offline');
    offline.set(false);
    await fixture.whenStable();
    expect(byRole(fixture.nativeElement, 'status').textContent).toBe('');
  });

  it('busy counts the seconds down to the next try', async () => {
    const until = signal<number | undefined>(Date.now() + 2_600);
    const fixture = await show('<ui-busy-bar [until]="until()" />', [BusyBar], { until });
    expect(byRole(fixture.nativeElement, 'status').textContent).toBe('tryingAgain 3');
    until.set(undefined);
    await fixture.whenStable();
    expect(byRole(fixture.nativeElement, 'status').textContent).toBe('');
  });

  it('a conflict shows both versions, marks what differs, and asks which to keep', async () => {
    const mineKept = jest.fn();
    const theirsTaken = jest.fn();
    const { nativeElement } = await show(
      '<ui-conflict [fields]="fields" (mineKept)="mineKept()" (theirsTaken)="theirsTaken()" />',
      [Conflict],
      {
        fields: [
          { field: 'Last name', mine: 'Byron', theirs: 'Lovelace' },
          { field: 'First name', mine: 'Ada', theirs: 'Ada' },
          { field: 'Mobile', theirs: '+33612345678' },
        ],
        mineKept,
        theirsTaken,
      },
    );
    expect([...nativeElement.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['Byron', 'Lovelace', '+33612345678']);
    expect(byRole(nativeElement, 'row', /Mobile/u).textContent).toContain('untouched');
    byRole(nativeElement, 'button', 'keepMine').click();
    byRole(nativeElement, 'button', 'takeTheirs').click();
    expect([mineKept.mock.calls.length, theirsTaken.mock.calls.length]).toEqual([1, 1]);
    expect(await violations(nativeElement)).toEqual([]);
  });

  it('invalid takes the focus with each attempt and opens the field that is clicked', async () => {
    const opened = jest.fn();
    const attempt = signal(1);
    const fixture = await show('<ui-invalid-summary [items]="items" [attempt]="attempt()" (opened)="opened($event)" />', [InvalidSummary], {
      items: [
        { label: 'First name', message: 'needed' },
        { label: 'E-mail', message: 'no address' },
      ],
      attempt,
      opened,
    });
    const summary = byRole(fixture.nativeElement, 'alert');
    expect(document.activeElement).toBe(summary);
    byRole(fixture.nativeElement, 'button', 'E-mail – no address').click();
    expect(opened).toHaveBeenCalledWith(1);
    summary.blur();
    attempt.set(2);
    await fixture.whenStable();
    expect(document.activeElement).toBe(summary);
  });

  it('what waits for the outside is told as accepted', async () => {
    const { nativeElement } = await show('<ui-accepted-later text="The mail leaves later." />', [AcceptedLater]);
    expect(byRole(nativeElement, 'status').textContent?.trim()).toBe('acceptedLater The mail leaves later.');
  });
});
