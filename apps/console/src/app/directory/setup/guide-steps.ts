import type { MessageKey } from '../../i18n/message-key.ts';
import type { Provider } from '../directory-types.ts';

/** One line of a drawn window: a field with what belongs into it, a switch, or a button. */
interface DrawnLine {
  readonly kind: 'field' | 'switch' | 'button' | 'row';
  /** as the directory's own pages call it, in English everywhere */
  readonly label: string;
  /** `url`, `entraUrl`, `tokenUrl` and `token` stand for the connection's own */
  readonly value?: string;
}

/** A step of a guide: what to do, in words of the catalogue, and what it looks like over there. */
export interface GuideStep {
  readonly text: MessageKey;
  readonly drawing?: {
    readonly title: string;
    readonly tabs: readonly string[];
    readonly open: string;
    readonly lines: readonly DrawnLine[];
  };
}

const field = (label: string, value: string): DrawnLine => ({ kind: 'field', label, value });
const row = (label: string, value: string): DrawnLine => ({ kind: 'row', label, value });
const on = (label: string): DrawnLine => ({ kind: 'switch', label });
const press = (label: string): DrawnLine => ({ kind: 'button', label });
/** Steps in a console that always has the same tabs. */
const withTabs =
  (...tabs: string[]) =>
  (text: MessageKey, open: string, title: string, ...lines: DrawnLine[]): GuideStep => ({ text, drawing: { title, tabs, open, lines } });
const okta = withTabs('General', 'Provisioning', 'Assignments', 'Push Groups');
const entra = withTabs('Overview', 'Properties', 'Users and groups', 'Provisioning');

/** What an administrator does in the directory, step by step. The names in the drawings are those of the directory's pages. */
export const guides: Record<Provider, readonly GuideStep[]> = {
  okta: [
    okta('directory.guide.okta.app', 'General', 'Applications', field('Provisioning', 'SCIM')),
    okta(
      'directory.guide.okta.integration',
      'Provisioning',
      'Provisioning › Integration',
      field('SCIM connector base URL', 'url'),
      field('Unique identifier field for users', 'userName'),
      on('Push New Users'),
      on('Push Profile Updates'),
      on('Push Groups'),
      field('Authentication Mode', 'HTTP Header'),
      field('Authorization: Bearer', 'token'),
      press('Test Connector Configuration'),
    ),
    okta(
      'directory.guide.okta.toApp',
      'Provisioning',
      'Provisioning › To App',
      on('Create Users'),
      on('Update User Attributes'),
      on('Deactivate Users'),
    ),
    okta('directory.guide.okta.assign', 'Assignments', 'Assignments', press('Assign ▾  Assign to People')),
    okta('directory.guide.okta.groups', 'Push Groups', 'Push Groups', press('Push Groups ▾  Find groups by name')),
  ],
  entra: [
    { text: 'directory.guide.entra.app' },
    entra(
      'directory.guide.entra.provisioning',
      'Provisioning',
      'Provisioning › New configuration',
      field('Select authentication method', 'Bearer authentication'),
      field('Tenant URL', 'entraUrl'),
      field('Secret token', 'token'),
      press('Test connection'),
    ),
    entra(
      'directory.guide.entra.oauth',
      'Provisioning',
      'Provisioning › New configuration',
      field('Select authentication method', 'OAuth2 client credentials grant'),
      field('Tenant URL', 'entraUrl'),
      field('Token endpoint', 'tokenUrl'),
      field('Client identifier', '…'),
      field('Client secret', '••••••••'),
    ),
    entra(
      'directory.guide.entra.mapping',
      'Provisioning',
      'Attribute mapping',
      row('userPrincipalName', 'userName'),
      row('objectId', 'externalId'),
      row('mail', 'emails[type eq "work"].value'),
    ),
    entra('directory.guide.entra.start', 'Users and groups', 'Users and groups', press('Add user/group')),
  ],
  other: [{ text: 'directory.guide.other.address' }, { text: 'directory.guide.other.try' }, { text: 'directory.guide.other.read' }],
};
