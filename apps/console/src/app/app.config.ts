import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  type ApplicationConfig,
  DOCUMENT,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
  provideZonelessChangeDetection,
} from '@angular/core';
import {
  type NavigationError,
  provideRouter,
  RedirectCommand,
  Router,
  TitleStrategy,
  withComponentInputBinding,
  withNavigationErrorHandler,
} from '@angular/router';
import { provideTranslateCompiler, provideTranslateLoader, provideTranslateService } from '@ngx-translate/core';
import { UiWords } from '@placet/ui';
import { interceptors } from './api/interceptors.ts';
import { routes } from './app.routes.ts';
import { needsSession } from './early.ts';
import { Catalogues } from './i18n/catalogues.ts';
import { LanguageSwitch } from './i18n/language-switch.ts';
import { MessageCompiler } from './i18n/message-compiler.ts';
import { CatalogueUiWords } from './i18n/words.ts';
import { SessionStore } from './session/session-store.ts';
import { NewVersion } from './shell/new-version.ts';
import { PageTitle } from './shell/page-title.ts';

/** A page that can't be loaded: a newer version is there (a banner says so), or something broke. */
function onNavigationError({ error }: NavigationError): RedirectCommand | undefined {
  if (inject(NewVersion).noticedIn(error)) return undefined;
  return new RedirectCommand(inject(Router).parseUrl('/500'), { skipLocationChange: true });
}

/** The words, and at the same time whoever is signed in, where the page will ask: a guard that waits then waits for less. */
function start(): Promise<void> {
  if (needsSession(inject(DOCUMENT).location.pathname))
    void inject(SessionStore)
      .load()
      .catch(() => undefined);
  return inject(LanguageSwitch).begin();
}

export const appConfig: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    provideBrowserGlobalErrorListeners(),
    provideHttpClient(withInterceptors(interceptors)),
    provideRouter(routes, withComponentInputBinding(), withNavigationErrorHandler(onNavigationError)),
    provideTranslateService({
      loader: provideTranslateLoader(() => inject(Catalogues)),
      compiler: provideTranslateCompiler(MessageCompiler),
    }),
    { provide: UiWords, useClass: CatalogueUiWords },
    { provide: TitleStrategy, useExisting: PageTitle },
    provideAppInitializer(start),
  ],
};
