// The operator's door as a command: `npm run placet -- workspace create acme --owner ada@acme.test --seats core=10`.
import { join } from 'node:path';
import { BadCommand, parseCommand, usage } from './operator/command.mjs';
import { findDoor, openDoor } from './operator/door.mjs';
import { Problem } from './problem.mjs';

const print = (/** @type {string[]} */ ...lines) => void process.stdout.write(`${lines.join('\n')}\n`);

/** @param {import('./operator/command.mjs').OperatorCommand} asked @returns {Promise<number>} the exit code */
async function perform(asked) {
  if (asked.command === 'help') return (print(usage), 0);
  const door = openDoor(findDoor(process.env, join(import.meta.dirname, '../.placet/run.json')));
  switch (asked.command) {
    case 'create': {
      const { workspace, secret } = await door.call('POST', '/workspaces', asked.body);
      print(`workspace ${workspace.slug} is open, id ${workspace.id}`);
      if (secret) print(`the owner activates his account here (this link is shown once): ${secret.ownerActivationLink}`);
      return 0;
    }
    case 'state': {
      const { slug, state } = await door.call('PATCH', `/workspaces/${await door.idOf(asked.slug)}`, { state: asked.state });
      return (print(`workspace ${slug} is ${state}`), 0);
    }
    case 'grant': {
      const path = `/workspaces/${await door.idOf(asked.slug)}/products/${encodeURIComponent(asked.product)}`;
      await door.call('PUT', path, asked.body);
      return (print(`${asked.slug} has ${asked.body.grantedSeats} granted seats of ${asked.product}`), 0);
    }
    case 'verify': {
      const { entries, sealed, intact, firstBroken } = await door.call(
        'GET',
        `/workspaces/${await door.idOf(asked.slug)}/audit/verification`,
      );
      print(`${entries} entries, ${sealed} sealed: ${intact ? 'the chain is intact' : `the chain is broken from entry ${firstBroken} on`}`);
      return intact ? 0 : 1;
    }
    case 'health': {
      const { status, ...parts } = await door.health();
      print(status, ...Object.entries(parts).map(([name, state]) => `  ${name}: ${state}`));
      return status === 'ready' ? 0 : 1;
    }
  }
}

try {
  process.exitCode = await perform(parseCommand(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof BadCommand || error instanceof Problem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof BadCommand ? 2 : 1;
}
