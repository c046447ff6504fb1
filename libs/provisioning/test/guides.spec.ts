import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AWorkspace } from '@placet/testing';
import { AddClient } from '../src/index.ts';
import { clientIdOf } from '../src/credentials/client-id.ts';
import { scimDoor, type ScimDoor } from './scim-door.ts';

const folder = join(import.meta.dirname, '../../../docs/guides');
const run = promisify(execFile);
const block = /^```sh\n([\s\S]*?)^```\n(?:\s*^```json\n([\s\S]*?)^```)?/gm;

let door: ScimDoor;
let env: Record<string, string>;

beforeAll(async () => {
  door = await scimDoor();
  const acme = await AWorkspace.with(door.world, { core: 20 });
  const { token, connectionId } = await door.directory(acme, { defaults: { products: ['core'] } });
  const { clientId, secret } = await door.world.bus.execute(new AddClient(acme.owner, connectionId, 'guide'));
  await door.app.listen(0, '127.0.0.1');
  const base = await door.app.getUrl();
  env = {
    PATH: process.env['PATH'] ?? '',
    SCIM: `${base}/scim/v2`,
    TOKEN: token,
    TOKEN_URL: `${base}/oauth2/token`,
    CLIENT_ID: clientIdOf(acme.id, clientId),
    CLIENT_SECRET: secret ?? '',
  };
});
afterAll(() => door.close());

/** What a reader types, and what he is told that he will see. */
const blocksOf = (guide: string) =>
  [...readFileSync(join(folder, guide), 'utf8').matchAll(block)].map(([, script = '', answer]) => ({ script, answer }));

describe('what the guides say', () => {
  it.each(readdirSync(folder).filter((guide) => blocksOf(guide).length))(
    '%s: each command runs, and answers as it is written there',
    async (guide) => {
      const answers: unknown[][] = [];
      for (const { script, answer } of blocksOf(guide)) {
        const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], { env });
        answers.push([JSON.parse(stdout || '{}'), JSON.parse(answer ?? '{}')]);
      }
      expect(answers.map(([said]) => said)).toMatchObject(answers.map(([, written]) => written) as object[]);
    },
  );

  it('covers each kind of directory', () => {
    expect(readdirSync(folder).toSorted()).toEqual(['entra.md', 'okta.md', 'other-directories.md', 'scim-reference.md']);
  });
});
