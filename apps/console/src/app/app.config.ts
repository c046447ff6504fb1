import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  type ApplicationConfig,
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
import { Catalogues } from './i18n/catalogues.ts';
import { LanguageSwitch } from './i18n/language-switch.ts';
import { MessageCompiler } from './i18n/message-compiler.ts';
import { CatalogueUiWords } from './i18n/words.ts';
import { NewVersion } from './shell/new-version.ts';
import { PageTitle } from './shell/page-title.ts';

/** A page that can't be loaded: a newer version is there (a banner says so), or something broke. */
function onNavigationError({ error }: NavigationError): RedirectCommand | undefined {
  if (inject(NewVersion).noticedIn(error)) return undefined;
  return new RedirectCommand(inject(Router).parseUrl('/500'), { skipLocationChange: true });
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
    provideAppInitializer(() => inject(LanguageSwitch).begin()),
  ],
};
