import type base from '../../i18n/en.json';
import type directory from '../directory/i18n/en.json';
import type members from '../members/i18n/en.json';

/** Every key of the English catalogues; a template that names another does not compile. */
export type MessageKey = keyof typeof base | keyof typeof directory | keyof typeof members;
/** Values of a message's placeholders. */
export type MessageValues = Record<string, string | number>;
