import type { Catalogue } from '../i18n/catalogues.ts';

/** The words of the members' pages, loaded with them. */
export const membersCatalogue: Catalogue = {
  en: () => import('./i18n/en.json', { with: { type: 'json' } }),
  fr: () => import('./i18n/fr.json', { with: { type: 'json' } }),
};
