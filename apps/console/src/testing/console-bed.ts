import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting, type TestRequest } from '@angular/common/http/testing';
import { inject, provideZonelessChangeDetection, type EnvironmentProviders, type Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, type Routes, TitleStrategy, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { provideTranslateCompiler, provideTranslateLoader, provideTranslateService } from '@ngx-translate/core';
import { UiWords } from '@placet/ui';
import { interceptors } from '../app/api/interceptors.ts';
import { Catalogues } from '../app/i18n/catalogues.ts';
import { LanguageSwitch } from '../app/i18n/language-switch.ts';
import { MessageCompiler } from '../app/i18n/message-compiler.ts';
import { CatalogueUiWords } from '../app/i18n/words.ts';
import type { Me } from '../app/session/session-store.ts';
import { SessionStore } from '../app/session/session-store.ts';
import { PageTitle } from '../app/shell/page-title.ts';

/** Sets the console up as it runs, but for the network: real interceptors, router, catalogues. Storage is emptied first; the browser may have a session. */
export async function startConsole(routes: Routes = [], providers: (Provider | EnvironmentProviders)[] = []): Promise<void> {
  localStorage.clear();
  document.cookie = 'XSRF-TOKEN=spec';
  TestBed.configureTestingModule({
    providers: [
      provideZonelessChangeDetection(),
      provideHttpClient(withInterceptors(interceptors)),
      provideHttpClientTesting(),
      provideRouter(routes, withComponentInputBinding()),
      provideTranslateService({
        loader: provideTranslateLoader(() => inject(Catalogues)),
        compiler: provideTranslateCompiler(MessageCompiler),
      }),
      { provide: UiWords, useClass: CatalogueUiWords },
      { provide: TitleStrategy, useExisting: PageTitle },
      ...providers,
    ],
  });
  await TestBed.inject(LanguageSwitch).choose('en');
}

/** A page of the console in view, with its URL and its network. */
export class Visit {
  private constructor(readonly harness: RouterTestingHarness) {}

  static async to(url: string): Promise<Visit> {
    const harness = await RouterTestingHarness.create();
    const visit = new Visit(harness);
    await visit.go(url);
    return visit;
  }
  get root(): HTMLElement {
    return this.harness.fixture.nativeElement as HTMLElement;
  }
  get text(): string {
    return (this.root.textContent ?? '').replace(/\s+/gu, ' ').trim();
  }
  async go(url: string): Promise<void> {
    await this.harness.navigateByUrl(url);
    await this.settle();
  }
  async settle(): Promise<void> {
    await settle();
    this.harness.detectChanges();
    await settle();
  }
}

/** Lets promises and change detection come to rest. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await new Promise((resolve) => setTimeout(resolve));
    TestBed.tick();
  }
}

/** Comes to rest until something is so: for what is loaded on demand. @throws after a hundred turns */
export async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100; turn++) {
    if (isSo()) return;
    await settle();
  }
  throw new Error('it never came to be so');
}

/** The open call to this path under `/api/v1`. @throws where there is none, or more than one */
export const call = (method: string, path: string): TestRequest =>
  TestBed.inject(HttpTestingController).expectOne((request) => request.method === method && request.url === `/api/v1${path}`);

/** Answers the open call, then lets the console come to rest. */
export async function answer(method: string, path: string, body: object | null = null, status = 200, headers: Record<string, string> = {}) {
  const request = call(method, path);
  request.flush(body, { status, statusText: String(status), headers });
  await settle();
  return request.request;
}

/** A problem document as the API sends it. */
export const problemDocument = (status: number, code: string, facts: Record<string, unknown> = {}) => ({
  type: `/problems/${code.replaceAll('_', '-')}`,
  title: code,
  status,
  code,
  requestId: 'req-7',
  ...facts,
});

/** Ada, owner of Acme, unless said otherwise. */
export const ada = (changes: Partial<Me> = {}): Me => ({
  member: {
    id: '0190a000-0000-7000-8000-000000000001',
    displayName: 'Ada Byron',
    firstName: 'Ada',
    lastName: 'Byron',
    username: 'ada@acme.test',
    language: 'en',
    sites: [],
  },
  workspace: {
    id: '0190a000-0000-7000-8000-000000000002',
    slug: 'acme',
    name: 'Acme',
    timeZone: 'UTC',
    languages: ['en', 'fr'],
    supportContact: 'help@vendor.test',
  },
  permissions: ['members.read', 'members.add', 'seats.read', 'me.read'],
  rank: 100,
  next: 'home',
  secretKind: 'password',
  signedInAt: '2026-03-04T10:00:00Z',
  ...changes,
});

/** Signs somebody in without a page. */
export async function signedInAs(me: Me): Promise<void> {
  const loaded = TestBed.inject(SessionStore).load();
  await answer('GET', '/me', me);
  await loaded;
}
