import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { emptyDataFolder, hasData } from './data-folder.mjs';
import { Problem } from '../problem.mjs';

/** `--fresh`: deletes what an earlier start left, after asking. @param {{ fresh: boolean, yes: boolean }} options @param {string} folder @throws Problem */
export async function emptyIfWished({ fresh, yes }, folder) {
  if (!fresh) return;
  if (hasData(folder) && !yes && !(await agrees(`Delete all data in ${folder}?`))) {
    throw new Problem(
      'Nothing was deleted, nothing was started.',
      'Start without --fresh to keep the data, or with --fresh --yes to delete it without being asked.',
    );
  }
  emptyDataFolder(folder);
}

/** @param {string} question @returns {Promise<boolean>} Ctrl-C is a no */
async function agrees(question) {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = once(terminal, 'close').then(() => '');
  const answer = await Promise.race([terminal.question(`${question} [y/N] `), closed]);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
