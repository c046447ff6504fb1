import { httpResource } from '@angular/common/http';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { answer, problemDocument, settle, startConsole } from '../../testing/console-bed.ts';
import { kept } from './kept.ts';

describe('a kept value', () => {
  it('stays, marked as old, while the next one comes or fails', async () => {
    await startConsole();
    const query = signal('a');
    const { last, resource } = TestBed.runInInjectionContext(() => {
      const read = httpResource<{ items: string[] }>(() => `/api/v1/members?q=${query()}`);
      return { resource: read, last: kept(read) };
    });
    await settle();
    expect([last.value(), last.stale(), last.at()]).toEqual([undefined, false, undefined]);
    await answer('GET', '/members?q=a', { items: ['Ada'] });
    expect([last.value(), last.stale()]).toEqual([{ items: ['Ada'] }, false]);
    const readAt = last.at();

    query.set('b');
    await settle();
    expect([last.value(), last.stale()]).toEqual([{ items: ['Ada'] }, true]);
    await answer('GET', '/members?q=b', problemDocument(500, 'unexpected'), 500);
    expect([last.value(), last.stale(), last.at()]).toEqual([{ items: ['Ada'] }, true, readAt]);

    resource.reload();
    await settle();
    await answer('GET', '/members?q=b', { items: ['Bob'] });
    expect([last.value(), last.stale()]).toEqual([{ items: ['Bob'] }, false]);
  });
});
