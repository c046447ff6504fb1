import { posix } from 'node:path';
import type { Import, SourceFile } from './source.ts';

const everyContext = ['platform', 'contracts', 'kernel', 'workspaces', 'notifications', 'workflows'];
const contexts = {
  workspaces: ['platform', 'kernel', 'contracts'],
  notifications: ['platform', 'kernel', 'contracts', 'workflows'],
  identity: everyContext,
  seats: everyContext,
  members: [...everyContext, 'identity', 'seats'],
  audit: everyContext,
  approvals: [...everyContext, 'members'],
  portal: [...everyContext, 'members', 'approvals'],
  billing: [...everyContext, 'approvals'],
  provisioning: [...everyContext, 'members', 'identity', 'seats', 'scim-protocol'],
  imports: [...everyContext, 'members'],
  records: [...everyContext, 'members'],
};

/** Who may import whom; a package that is not named here may import nothing of ours. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  contracts: [],
  'scim-protocol': [],
  workflows: [],
  sandbox: [],
  platform: ['kernel', 'contracts', 'workflows'],
  ...contexts,
  ui: ['contracts'],
  console: ['contracts', 'ui'],
  api: ['platform', 'kernel', 'contracts', ...Object.keys(contexts)],
  worker: ['platform', 'kernel', 'contracts', 'workflows', ...Object.keys(contexts)],
  testing: ['platform', 'kernel', 'contracts', 'workflows', 'scim-protocol', 'tools', ...Object.keys(contexts)],
  e2e: ['contracts'],
  tools: ['platform', 'testing', 'kernel', 'contracts', 'workflows', 'scim-protocol', ...Object.keys(contexts)],
};

/** `libs/seats/src/index.ts` -> `seats`; `apps/api/…` -> `api`; `workflows`, `tools`, `e2e` are their own. */
export function packageOf(path: string): string {
  const [top = '', name = ''] = path.split('/');
  return top === 'libs' || top === 'apps' ? name : top;
}

export interface Target {
  readonly package: string;
  /** the file, for a relative import; else the path behind the package's name, such as `/invitation/contract` or nothing */
  readonly file?: string;
  readonly subpath?: string;
}

/** What of ours the import reaches; nothing for a package from outside. */
export function targetOf({ path }: SourceFile, { specifier }: Import): Target | undefined {
  if (specifier.startsWith('.')) {
    const file = posix.join(posix.dirname(path), specifier);
    return { package: packageOf(file), file };
  }
  const [, name, subpath = ''] = /^@placet\/([^/]+)(\/.*)?$/.exec(specifier) ?? [];
  return name ? { package: name, subpath } : undefined;
}
