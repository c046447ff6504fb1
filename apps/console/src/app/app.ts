import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { LanguageSwitch } from './i18n/language-switch.ts';
import { Preferences } from './preferences/preferences.ts';

/** The root: whatever the URL says, in the theme and language of its reader. */
@Component({ selector: 'app-root', imports: [RouterOutlet], template: `<router-outlet />` })
export class App {
  protected readonly preferences = inject(Preferences);
  protected readonly languages = inject(LanguageSwitch);
}
