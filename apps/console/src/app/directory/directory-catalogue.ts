import type { Catalogue } from '../i18n/catalogues.ts';

/** The words of the directory's pages, loaded with them. */
export const directoryCatalogue: Catalogue = {
  en: () => import('./i18n/en.json', { with: { type: 'json' } }),
  fr: () => import('./i18n/fr.json', { with: { type: 'json' } }),
};
