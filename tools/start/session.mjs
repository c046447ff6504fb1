import { resolve } from 'node:path';
import { holdDataFolder, openDataFolder } from './data-folder.mjs';
import { emptyIfWished } from './fresh.mjs';
import { releasePorts } from './ports.mjs';
import { say } from './progress.mjs';
import { untilSignalled } from './signals.mjs';
import { openStack } from './stack.mjs';

/** @typedef {{ root: string, folder: string, stack: ReturnType<typeof openStack> }} Session `folder` is the data folder, held by this process */

/**
 * Holds the data folder, lets the work start what it needs, and runs until a signal ends it.
 * @param {import('./options.mjs').StartOptions} options @param {string} root of the repository
 * @param {(session: Session) => Promise<void>} open
 * @param {(session: Session) => void} [close] before anything is stopped
 */
export async function runSession(options, root, open, close) {
  const folder = resolve(options.data.startsWith('.placet/') ? root : (process.env['INIT_CWD'] ?? '.'), options.data);
  openDataFolder(folder);
  const giveBack = holdDataFolder(folder);
  const session = { root, folder, stack: openStack(say) };
  try {
    await emptyIfWished(options, folder);
    const signalled = untilSignalled(session.stack);
    await open(session)
      .finally(releasePorts)
      .catch((error) => {
        if (!session.stack.signal.aborted) throw error; // else: a signal came while it was starting
      });
    await signalled;
  } finally {
    close?.(session);
    await session.stack.stop();
    giveBack();
  }
  say('everything is down');
}
