import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app.ts';
import { appConfig } from './app/app.config.ts';
import { loadEarly } from './app/early.ts';

loadEarly(location.pathname);
await bootstrapApplication(App, appConfig);
