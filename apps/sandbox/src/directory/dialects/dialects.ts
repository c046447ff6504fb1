import type { Dialect } from './dialect.ts';
import { Entra } from './entra.ts';
import { words2020 } from './entra-words.ts';
import { OktaCatalogueApp, OktaCustomApp } from './okta.ts';

export const dialectNames = ['entra', 'entra-2020', 'okta', 'okta-catalogue'] as const;
export type DialectName = (typeof dialectNames)[number];

/** How they are called on the page. */
export const dialectTitles: Readonly<Record<DialectName, string>> = {
  entra: 'Entra ID',
  'entra-2020': 'Entra ID, aadOptscim062020',
  okta: 'Okta, custom app',
  'okta-catalogue': 'Okta, catalogue app',
};

export const dialects: Readonly<Record<DialectName, Dialect>> = {
  entra: new Entra(),
  'entra-2020': new Entra(words2020),
  okta: new OktaCustomApp(),
  'okta-catalogue': new OktaCatalogueApp(),
};
/** Only Entra works in cycles, and puts a service that fails into quarantine. */
export const hasCycles = (name: DialectName): boolean => name.startsWith('entra');

/** Entra writes the flag into the base URL, and so onto every call. */
export const baseUrlFor = (name: DialectName, baseUrl: string): string =>
  name !== 'entra-2020' || baseUrl.includes('aadOptscim062020')
    ? baseUrl
    : `${baseUrl}${baseUrl.includes('?') ? '&' : '?'}aadOptscim062020`;
