import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginProgram } from '../testing/program.ts';

const root = mkdtempSync(join(tmpdir(), 'placet-watch-'));
const write = (path: string, text: string) => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};
/** A process of its own: the builder's native part does not know the objects of Jest's sandbox. */
const watching = () =>
  beginProgram(process.execPath, [
    '--input-type=module',
    '-e',
    `import { watchBuilds } from '${join(import.meta.dirname, 'watched-builds.mjs')}';
     const stopping = new AbortController();
     process.on('SIGTERM', () => stopping.abort());
     await watchBuilds('${root}', ['api'], { say: console.log, signal: stopping.signal, onBuilt: (app) => console.log('built again: ' + app) });
     console.log('all built');`,
  ]);

let program: ReturnType<typeof watching> | undefined;
afterAll(async () => {
  program?.signal('SIGKILL');
  await program?.ended;
  rmSync(root, { recursive: true });
});

describe('apps on watch', () => {
  it('are built, and again after an edit, keep what else lies in their folder, and survive an edit that does not build', async () => {
    const setting = { cwd: join(root, 'apps/api'), input: 'src/main.js', output: { dir: join(root, 'dist/apps/api'), cleanDir: true } };
    write('apps/api/rolldown.config.mjs', `export default ${JSON.stringify(setting)};`);
    write('apps/api/src/main.js', 'console.log(1);');
    program = watching();
    await program.says(/^all built/);
    const built = join(root, 'dist/apps/api/main.js');
    expect(readFileSync(built, 'utf8')).toContain('console.log(1)');

    write('dist/apps/api/other.js', '');
    write('apps/api/src/main.js', 'console.log(');
    await program.says(/does not build/);
    write('apps/api/src/main.js', 'console.log(2);');
    await program.says(/built again: api/);
    expect(readFileSync(built, 'utf8')).toContain('console.log(2)');
    expect(existsSync(join(root, 'dist/apps/api/other.js'))).toBe(true);

    program.signal('SIGTERM');
    expect(await program.ended).toBe(0);
  });
});
