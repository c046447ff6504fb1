import type { MessageKey } from '../../i18n/message-key.ts';
import type { Provider } from '../directory-types.ts';

/** One line of a drawn window: a field with what belongs into it, a switch, or a button. */
export interface DrawnLine {
  readonly kind: 'field' | 'switch' | 'button' | 'row';
  /** as the directory's own pages call it, in English everywhere */
  readonly label: string;
  /** `url`, `token`, `tokenUrl` and `clientId` stand for the connection's own */
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

const oktaTabs = ['General', 'Provisioning', 'Assignments', 'Push Groups'];
const entraTabs = ['Overview', 'Properties', 'Users and groups', 'Provisioning'];

/** What an administrator does in the directory, step by step. The names in the drawings are those of the directory's pages. */
export const guides: Record<Provider, readonly GuideStep[]> = {
  okta: [
    {
      text: 'directory.guide.okta.app',
      drawing: {
        title: 'Applications',
        tabs: oktaTabs,
        open: 'General',
        lines: [{ kind: 'field', label: 'Provisioning', value: 'SCIM' }],
      },
    },
    {
      text: 'directory.guide.okta.integration',
      drawing: {
        title: 'Provisioning › Integration',
        tabs: oktaTabs,
        open: 'Provisioning',
        lines: [
          { kind: 'field', label: 'SCIM connector base URL', value: 'url' },
          { kind: 'field', label: 'Unique identifier field for users', value: 'userName' },
          { kind: 'switch', label: 'Push New Users' },
          { kind: 'switch', label: 'Push Profile Updates' },
          { kind: 'switch', label: 'Push Groups' },
          { kind: 'field', label: 'Authentication Mode', value: 'HTTP Header' },
          { kind: 'field', label: 'Authorization: Bearer', value: 'token' },
          { kind: 'button', label: 'Test Connector Configuration' },
        ],
      },
    },
    {
      text: 'directory.guide.okta.toApp',
      drawing: {
        title: 'Provisioning › To App',
        tabs: oktaTabs,
        open: 'Provisioning',
        lines: [
          { kind: 'switch', label: 'Create Users' },
          { kind: 'switch', label: 'Update User Attributes' },
          { kind: 'switch', label: 'Deactivate Users' },
        ],
      },
    },
    {
      text: 'directory.guide.okta.assign',
      drawing: {
        title: 'Assignments',
        tabs: oktaTabs,
        open: 'Assignments',
        lines: [{ kind: 'button', label: 'Assign ▾  Assign to People' }],
      },
    },
    {
      text: 'directory.guide.okta.groups',
      drawing: {
        title: 'Push Groups',
        tabs: oktaTabs,
        open: 'Push Groups',
        lines: [{ kind: 'button', label: 'Push Groups ▾  Find groups by name' }],
      },
    },
  ],
  entra: [
    { text: 'directory.guide.entra.app' },
    {
      text: 'directory.guide.entra.provisioning',
      drawing: {
        title: 'Provisioning › New configuration',
        tabs: entraTabs,
        open: 'Provisioning',
        lines: [
          { kind: 'field', label: 'Select authentication method', value: 'Bearer authentication' },
          { kind: 'field', label: 'Tenant URL', value: 'entraUrl' },
          { kind: 'field', label: 'Secret token', value: 'token' },
          { kind: 'button', label: 'Test connection' },
        ],
      },
    },
    {
      text: 'directory.guide.entra.oauth',
      drawing: {
        title: 'Provisioning › New configuration',
        tabs: entraTabs,
        open: 'Provisioning',
        lines: [
          { kind: 'field', label: 'Select authentication method', value: 'OAuth2 client credentials grant' },
          { kind: 'field', label: 'Tenant URL', value: 'entraUrl' },
          { kind: 'field', label: 'Token endpoint', value: 'tokenUrl' },
          { kind: 'field', label: 'Client identifier', value: '…' },
          { kind: 'field', label: 'Client secret', value: '••••••••' },
        ],
      },
    },
    {
      text: 'directory.guide.entra.mapping',
      drawing: {
        title: 'Attribute mapping',
        tabs: entraTabs,
        open: 'Provisioning',
        lines: [
          { kind: 'row', label: 'userPrincipalName', value: 'userName' },
          { kind: 'row', label: 'objectId', value: 'externalId' },
          { kind: 'row', label: 'mail', value: 'emails[type eq "work"].value' },
        ],
      },
    },
    {
      text: 'directory.guide.entra.start',
      drawing: {
        title: 'Users and groups',
        tabs: entraTabs,
        open: 'Users and groups',
        lines: [{ kind: 'button', label: 'Add user/group' }],
      },
    },
  ],
  other: [{ text: 'directory.guide.other.address' }, { text: 'directory.guide.other.try' }, { text: 'directory.guide.other.read' }],
};
