import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startOnLeash } from './leash.mjs';
import { beginProgram } from './testing/program.ts';

const onLeash = (script: string) => {
  let text = '';
  let isSaid = () => undefined as void;
  const said = new Promise<void>((resolve) => (isSaid = resolve));
  const program = startOnLeash(process.execPath, ['-e', script], {
    onOutput(chunk) {
      text += chunk;
      isSaid();
    },
  });
  return { ...program, said, text: () => text };
};

describe('a program on a leash', () => {
  it('tells its exit code', async () => {
    expect(await onLeash('process.exit(7)').ended).toBe(7);
  });

  it('is told to stop, and may finish', async () => {
    const program = onLeash("process.on('SIGTERM', () => process.exit(3)); console.log('up'); setInterval(() => {}, 1000)");
    await program.said;
    expect(await program.stop()).toBe(3);
  });

  it('is killed where it does not want to', async () => {
    const program = onLeash("process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)");
    await program.said;
    expect(await program.stop(100)).toBe(137);
  });

  it('does not outlive an owner that is killed', async () => {
    const mark = `leash-spec-${process.pid}`;
    const owner = beginProgram(process.execPath, [
      '--input-type=module',
      '-e',
      `import { startOnLeash } from '${join(import.meta.dirname, 'leash.mjs')}';
       startOnLeash(process.execPath, ['-e', 'console.log("up"); setInterval(() => {}, 1000)', '${mark}'], { onOutput: (text) => console.log(text) });`,
    ]);
    await owner.says(/up/);
    owner.signal('SIGKILL');
    await owner.ended;
    const left = () =>
      execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
        .split('\n')
        .filter((line) => line.includes(mark));
    for (const deadline = Date.now() + 5_000; left().length > 0 && Date.now() < deadline;) await pause(20);
    expect(left()).toEqual([]);
  });
});
