import type { DialectName } from '../dialects/dialects.ts';
import { entraConnection } from './entra-connection.ts';
import { entraCycles } from './entra-cycles.ts';
import { entraGallery } from './entra-gallery.ts';
import { entraQuarantine } from './entra-quarantine.ts';
import { entraValidator } from './entra-validator.ts';
import { oktaGroups } from './okta-groups.ts';
import { oktaImport } from './okta-import.ts';
import { oktaLife } from './okta-life.ts';
import { oktaSpec } from './okta-spec.ts';
import type { Stage } from './stage.ts';

export const checkNames = [
  'okta-spec',
  'okta-life',
  'okta-life-catalogue',
  'okta-groups',
  'okta-groups-catalogue',
  'okta-import',
  'entra-connection',
  'entra-cycles',
  'entra-cycles-2020',
  'entra-quarantine',
  'entra-gallery',
  'entra-validator',
] as const;
export type CheckName = (typeof checkNames)[number];

interface Check {
  title: string;
  as: DialectName;
  play: (stage: Stage) => Promise<void>;
}

/** What Okta and Entra do, and what they test before they list an application, as sequences of steps. */
export const checks: Readonly<Record<CheckName, Check>> = {
  'okta-spec': { title: 'Okta: SPEC test', as: 'okta', play: oktaSpec },
  'okta-life': { title: 'Okta: assign to unassign, custom app', as: 'okta', play: oktaLife },
  'okta-life-catalogue': { title: 'Okta: assign to unassign, catalogue app', as: 'okta-catalogue', play: oktaLife },
  'okta-groups': { title: 'Okta: group push, custom app', as: 'okta', play: oktaGroups },
  'okta-groups-catalogue': { title: 'Okta: group push, catalogue app', as: 'okta-catalogue', play: oktaGroups },
  'okta-import': { title: 'Okta: import', as: 'okta', play: oktaImport },
  'entra-connection': { title: 'Entra: Test Connection', as: 'entra', play: entraConnection },
  'entra-cycles': { title: 'Entra: initial and incremental cycle', as: 'entra', play: entraCycles },
  'entra-cycles-2020': { title: 'Entra: the same with aadOptscim062020', as: 'entra-2020', play: entraCycles },
  'entra-quarantine': { title: 'Entra: errors, gaps, quarantine', as: 'entra', play: entraQuarantine },
  'entra-gallery': { title: 'Entra: the 25 parts of the gallery test', as: 'entra', play: entraGallery },
  'entra-validator': { title: 'Entra: SCIM validator', as: 'entra', play: entraValidator },
};
