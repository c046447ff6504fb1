import { Component, signal } from '@angular/core';
import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { byRole, violations } from '@placet/ui/testing';
import { jest } from '@jest/globals';
import { problemDocument, settle, startConsole } from '../../testing/console-bed.ts';
import { ProblemView } from './problem-view.ts';

@Component({ imports: [ProblemView], template: `<app-problem-view [error]="error()" (retried)="retried()" />` })
class Page {
  readonly error = signal<unknown>(undefined);
  readonly retried = jest.fn();
}
const open = async (error: unknown) => {
  await startConsole();
  const fixture = TestBed.createComponent(Page);
  fixture.componentInstance.error.set(error);
  await settle();
  return { root: fixture.nativeElement as HTMLElement, page: fixture.componentInstance };
};
const failure = (status: number, code: string, facts: Record<string, unknown> = {}) =>
  new HttpErrorResponse({ status, error: problemDocument(status, code, facts) });

describe('a page that could not be read', () => {
  it('is forbidden: the permission in words and as its key, and who grants it', async () => {
    const { root } = await open(failure(403, 'permission_missing', { permission: 'members.read' }));
    expect(root.textContent).toMatch(/the right to see members\. members\.read.*Owner, Administrator, Site manager, Auditor/su);
    expect(await violations(root)).toEqual([]);
  });

  it('is forbidden by rank, without a key', async () => {
    const { root } = await open(failure(403, 'rank_too_low'));
    expect(root.querySelector('code')).toBeNull();
  });

  it('is gone', async () => {
    const { root } = await open(failure(404, 'not_found', { kind: 'member' }));
    expect(byRole(root, 'heading', 'Nothing is here any more')).toBeTruthy();
  });

  it('failed, and tries again', async () => {
    const { root, page } = await open(failure(500, 'unexpected'));
    expect(root.textContent).toContain('req-7');
    byRole(root, 'button', 'Try again').click();
    expect(page.retried).toHaveBeenCalledTimes(1);
  });

  it('is said by its own code where the catalogue knows it', async () => {
    const { root } = await open(failure(409, 'state_conflict', { kind: 'member', state: 'erased' }));
    expect(byRole(root, 'heading').textContent).toContain('Someone was faster');
  });
});
