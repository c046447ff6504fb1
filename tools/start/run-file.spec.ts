import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearStaleRunFiles, removeRunFiles, runFiles, writeRunFiles } from './run-file.mjs';

const root = mkdtempSync(join(tmpdir(), 'placet-run-'));
const files = runFiles(root, join(root, 'data'));
const [file = ''] = files;
const home = 'http://localhost:1';
const content = {
  ready: true as const,
  pid: process.pid,
  console: home,
  api: `${home}/api/v1`,
  operator: { url: `${home}/operator/v1`, token: 't' },
  scim: `${home}/scim/v2`,
  inbox: home,
  directory: home,
  temporal: { address: 'a', namespace: 'placet', source: 'cache' },
  workspaces: {},
};
/** No process has it: the kernel gives out smaller numbers. */
const deadPid = 2 ** 22 + 1;
afterAll(() => rmSync(root, { recursive: true }));

describe('the run file', () => {
  it('is for the owner only, and lies in two places', () => {
    writeRunFiles(files, content);
    for (const path of files) {
      expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(content);
      expect(statSync(path).mode & 0o777).toBe(0o600);
    }
  });
  it('of a process that lives is left alone', () => {
    const said: string[] = [];
    clearStaleRunFiles(files, (text) => said.push(text));
    expect(said).toEqual([]);
    expect(existsSync(file)).toBe(true);
  });
  it('goes with its own process, and not with another', () => {
    const [, copy = ''] = files;
    writeFileSync(copy, JSON.stringify({ ...content, pid: process.ppid }));
    removeRunFiles(files);
    expect(files.map((path) => existsSync(path))).toEqual([false, true]);
  });
  it.each([
    ['of a dead process', JSON.stringify({ pid: deadPid }), `was left by process ${deadPid}, which is gone: removed`],
    ['that is cut short', '{ "pid": 47', 'was corrupt: ignored'],
    ['that is something else', '[]', 'was corrupt: ignored'],
    ['of a mad pid', '{ "pid": "all" }', 'was corrupt: ignored'],
  ])('%s goes away with a word', (_what, text, says) => {
    writeFileSync(file, text);
    const said: string[] = [];
    clearStaleRunFiles([file], (line) => said.push(line));
    expect(said).toEqual([expect.stringContaining(says)]);
    expect(existsSync(file)).toBe(false);
  });
});
