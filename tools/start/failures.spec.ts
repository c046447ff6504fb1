import { once } from 'node:events';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openRehearsal } from './rehearsal.ts';

let place: ReturnType<typeof openRehearsal>;
beforeEach(() => {
  place = openRehearsal();
});
afterEach(() => place.close());

/** Fails with both: what happened, and what to do. */
async function expectRefusal(program: ReturnType<typeof place.start>, cause: RegExp, remedy: RegExp) {
  expect(await program.ended).toBe(1);
  expect(program.text()).toMatch(cause);
  expect(program.text()).toMatch(remedy);
  expect(existsSync(join(place.data, 'run.json'))).toBe(false);
}

describe('a start that can not be', () => {
  it('names the option that it does not know', async () => {
    await expectRefusal(place.start(['--prot', '1']), /Unknown option '--prot'/, /npm start -- \[options\]/);
  });

  it('names the port that was asked for and is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expectRefusal(place.start(['--port', String(port)]), new RegExp(`Port ${port} is taken`), /--port 0 for any free one/);
    server.close();
  });

  it('names the data folder that it can not use', async () => {
    writeFileSync(place.data, 'a file');
    await expectRefusal(place.start(), /The data folder .*data can't be read and written \(E\w+\)/, /--data <folder>/);
  });

  it('names the secrets that are damaged, since the database beside them needs them', async () => {
    place.write('data/secrets.json', '{ "superuser": 4');
    await expectRefusal(place.start(), /secrets\.json is damaged/, /--fresh/);
  });

  it('repeats the last words of a database that does not come up', async () => {
    place.write('data/pg/PG_VERSION', '9.6');
    await expectRefusal(place.start(), /PostgreSQL ended at once[^]*last words:\n.*postgresql\.conf/, /--fresh/);
  });

  it('knows a full disk, here a limit of file sizes, by its many names', async () => {
    await expectRefusal(
      place.start(['--port', '0'], { fileBlocks: 4_000 }),
      /the disk is full, or a file-size limit is set/,
      /ulimit -f unlimited/,
    );
  });

  it('repeats the last words of a program of ours that ends at once', async () => {
    place.write('dist/apps/api/main.js', 'console.error("PLACET_SECRET: too short"); process.exit(2);');
    await expectRefusal(place.start(), /api ended at once \(exit code 2\)/, /PLACET_SECRET: too short/);
  });

  it('deletes nothing where nobody can say yes', async () => {
    place.write('data/pg/PG_VERSION', '18');
    await expectRefusal(place.start(['--fresh']), /Nothing was deleted/, /--fresh --yes/);
    expect(existsSync(join(place.data, 'pg/PG_VERSION'))).toBe(true);
  });

  if (process.getuid?.() === 0) {
    it('names the folder above the checkout that the OS user "postgres" may not enter', async () => {
      chmodSync(place.root, 0o700);
      await expectRefusal(place.start(), /"postgres", who may not enter \/tmp\/placet-start-\w+ \(mode 700\)/, /chmod o\+x/);
    });
  }
});

describe('a start without a Temporal program', () => {
  it('says that it is degraded, and starts', async () => {
    const program = place.start(['--port', '0', '--no-demo'], { withoutTemporal: true });
    await program.says(/no Temporal program: starting without the long processes[^]*ready; Ctrl-C/);
    expect(JSON.parse(place.read('data/run.json'))).toMatchObject({ temporal: { source: 'none' }, workspaces: {} });
    program.signal('SIGHUP');
    expect(await program.ended).toBe(0);
  });
});

describe('--fresh --yes', () => {
  it('begins with empty data, and touches nothing that is not ours', async () => {
    place.write('data/pg/PG_VERSION', '9.6');
    place.write('data/secrets.json', 'damaged');
    place.write('data/mine.txt', 'mine');
    const program = place.start(['--port', '0', '--fresh', '--yes', '--no-demo'], { withoutTemporal: true });
    await program.says(/ready; Ctrl-C/);
    program.signal('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(place.read('data/mine.txt')).toBe('mine');
    rmSync(place.data, { recursive: true });
  });
});
