import { Clipboard } from '@angular/cdk/clipboard';
import { BreakpointObserver } from '@angular/cdk/layout';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { MatDialogHarness } from '@angular/material/dialog/testing';
import { jest } from '@jest/globals';
import { firstValueFrom, of } from 'rxjs';
import { DialogFrame } from './dialog-frame.ts';
import { Drawer } from './drawer.ts';
import { SecretOnce } from './secret-once.ts';
import { allByRole, byRole, violations } from './testing/screen.ts';
import { show } from './testing/show.ts';
import { ToastOutlet } from './toast-outlet.ts';
import { Toasts } from './toasts.ts';

const escape = () => new KeyboardEvent('keydown', { key: 'Escape', bubbles: true });
const narrow = (matches: boolean) => TestBed.overrideProvider(BreakpointObserver, { useValue: { observe: () => of({ matches }) } });

describe('a dialog', () => {
  @Component({ imports: [DialogFrame], template: '<ui-dialog-frame heading="Ban Ada">Why?<button actions>Ban</button></ui-dialog-frame>' })
  class Ban {}

  it('is named by its heading, and closes with the cross', async () => {
    const fixture = await show('', []);
    const loader = TestbedHarnessEnvironment.documentRootLoader(fixture);
    const opened = TestBed.inject(MatDialog).open(Ban);
    const dialog = await loader.getHarness(MatDialogHarness);
    expect(await dialog.getTitleText()).toBe('Ban Ada');
    expect(byRole(document.body, 'dialog', 'Ban Ada')).toBeTruthy();
    byRole(document.body, 'button', 'close').click();
    await firstValueFrom(opened.afterClosed());
    expect(await loader.getAllHarnesses(MatDialogHarness)).toHaveLength(0);
  });
});

describe('a drawer', () => {
  const open = async (draft: boolean) => {
    const closed = jest.fn();
    const fixture = await show('<ui-drawer heading="Add a member" [draft]="draft" (closed)="closed()">form</ui-drawer>', [Drawer], {
      draft,
      closed,
    });
    return { fixture, closed, root: fixture.nativeElement as HTMLElement };
  };

  it('stands beside the page where there is room, and over it where there is none', async () => {
    const wide = await open(false);
    expect(byRole(wide.root, 'dialog', 'Add a member').hasAttribute('aria-modal')).toBe(false);
    TestBed.resetTestingModule();
    narrow(true);
    const { root } = await open(false);
    expect(byRole(root, 'dialog').getAttribute('aria-modal')).toBe('true');
    expect(await violations(root)).toEqual([]);
  });

  it('closes at once when nothing would be lost', async () => {
    const { root, closed } = await open(false);
    byRole(root, 'dialog').dispatchEvent(escape());
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it('asks before typed text is lost', async () => {
    const { fixture, root, closed } = await open(true);
    byRole(root, 'dialog').dispatchEvent(escape());
    await fixture.whenStable();
    expect(closed).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(byRole(root, 'button', 'keepEditing'));
    byRole(root, 'button', 'keepEditing').click();
    await fixture.whenStable();
    expect(allByRole(root, 'alertdialog')).toEqual([]);
    byRole(root, 'button', 'close').click();
    await fixture.whenStable();
    byRole(root, 'button', 'discard').click();
    expect(closed).toHaveBeenCalledTimes(1);
  });
});

describe('toasts', () => {
  afterEach(() => jest.useRealTimers());
  const outlet = async () => {
    const fixture = await show('<ui-toast-outlet />', [ToastOutlet]);
    jest.useFakeTimers();
    return { root: fixture.nativeElement as HTMLElement, toasts: TestBed.inject(Toasts) };
  };

  it('go after six seconds, with an undo after thirty', async () => {
    const { toasts } = await outlet();
    toasts.show('Saved');
    toasts.show('Deactivated', { label: 'Undo', run: () => undefined });
    TestBed.tick();
    jest.advanceTimersByTime(6_000);
    expect(toasts.shown().map(({ text }) => text)).toEqual(['Deactivated']);
    jest.advanceTimersByTime(24_000);
    expect(toasts.shown()).toEqual([]);
  });

  it('stay as long as they hold the focus or the pointer', async () => {
    const { root, toasts } = await outlet();
    toasts.show('Deactivated', { label: 'Undo', run: () => undefined });
    TestBed.tick();
    root.querySelector('.toast')!.dispatchEvent(new Event('mouseenter'));
    jest.advanceTimersByTime(120_000);
    expect(toasts.shown()).toHaveLength(1);
    root.querySelector('.toast')!.dispatchEvent(new Event('mouseleave'));
    jest.advanceTimersByTime(30_000);
    expect(toasts.shown()).toEqual([]);
  });

  it('do what they offer, once', async () => {
    const run = jest.fn();
    const { root, toasts } = await outlet();
    toasts.show('Deactivated', { label: 'Undo', run });
    TestBed.tick();
    byRole(root, 'button', 'Undo').click();
    TestBed.tick();
    expect(run).toHaveBeenCalledTimes(1);
    expect(allByRole(root, 'button')).toEqual([]);
  });
});

describe('a secret that is shown once', () => {
  it('is large, copied and printed, and says that it will not come again', async () => {
    const printed: (string | undefined)[] = [];
    const print = jest.spyOn(window, 'print').mockImplementation(() => {
      printed.push(document.body.querySelector(':scope > .ui-print')?.textContent?.replace(/\s+/gu, ' ').trim());
      window.dispatchEvent(new Event('afterprint'));
    });
    const copied = signal('');
    TestBed.overrideProvider(Clipboard, { useValue: { copy: (text: string) => (copied.set(text), true) } });
    const fixture = await show('<ui-secret-once label="PIN" secret="402917">Lina Kranjc</ui-secret-once>', [SecretOnce]);
    const root = fixture.nativeElement as HTMLElement;
    expect(root.querySelector('output')!.textContent).toBe('402917');
    expect(root.textContent).toContain('secretOnce');
    byRole(root, 'button', /copy/u).click();
    await fixture.whenStable();
    expect(copied()).toBe('402917');
    expect(byRole(root, 'button', 'copied')).toBeTruthy();
    byRole(root, 'button', 'print').click();
    expect(printed).toEqual(['Lina KranjcPIN402917']);
    expect(document.querySelector('.ui-print')).toBeNull();
    print.mockRestore();
  });
});
