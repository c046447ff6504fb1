import { TestWorkflowEnvironment } from '@temporalio/testing';
import { randomUUID } from 'node:crypto';
import { freePort } from '../../tools/free-port.mjs';
import { findTemporal } from '../../tools/temporal-binary.mjs';
import { startTemporalServer, temporalNamespace as namespace } from '../../tools/temporal-server.mjs';
import { directoryGroupProcess } from '../src/directory-group/contract.ts';
import { directoryCredentialProcess } from '../src/directory-credential/contract.ts';
import { invitationProcess } from '../src/invitation/contract.ts';
import { mailProcess } from '../src/mail/contract.ts';
import { memberDatesProcess } from '../src/member-dates/contract.ts';
import { waitingListProcess } from '../src/waiting-list/contract.ts';
import type { Look } from '../src/look.ts';
import { refOf } from './branches/branch.ts';
import { buildBundle } from './bundle.ts';
import { directoryCredentialStarts, directoryGroupStarts } from './directory-starts.ts';
import { openPlayhouse } from './playhouse.ts';
import type { Row } from './rows/row.ts';
import { each, invitationStarts, mailStarts, memberDatesStarts, waitingListStarts } from './starts.ts';

let house: Awaited<ReturnType<typeof openPlayhouse>>;
let temporal: Awaited<ReturnType<typeof startTemporalServer>> | undefined;

beforeAll(async () => {
  const found = findTemporal();
  if (!found) throw new Error('temporal is missing: `node tools/bootstrap.mjs` fetches it.');
  if (found.path) temporal = await startTemporalServer({ path: found.path, port: await freePort() });
  const address = temporal?.address ?? found.address;
  house = await openPlayhouse(await TestWorkflowEnvironment.createFromExistingServer({ address, namespace }), await buildBundle());
});
afterAll(async () => {
  await house.close();
  await temporal?.stop();
});

describe('an empty Temporal is rebuilt from the rows: each kind begins at any state and skips what is done', () => {
  it.each([
    ...each(invitationStarts).map((way) => ({ process: invitationProcess, ...way })),
    ...each(mailStarts).map((way) => ({ process: mailProcess, ...way })),
    ...each(memberDatesStarts).map((way) => ({ process: memberDatesProcess, ...way })),
    ...each(waitingListStarts).map((way) => ({ process: waitingListProcess, ...way })),
    ...each(directoryGroupStarts).map((way) => ({ process: directoryGroupProcess, ...way })),
    ...each(directoryCredentialStarts).map((way) => ({ process: directoryCredentialProcess, ...way })),
  ])('$process.kind, $state: $how', async ({ process, start }) => {
    const { row, finish, end, told } = start(Date.now());
    const resting = atRest(row);
    const handle = await house.begin(process, refOf(process, randomUUID()), row);
    if (finish) {
      await resting;
      finish();
      await handle.signal('poke');
    }
    expect({ end: await handle.result(), told: row.told }).toEqual({ end, told });
  });
});

/** Resolves at the first look that finds nothing due: somebody who acts then acts on a workflow that waits. */
function atRest({ activities }: Row) {
  const doors = activities as Record<string, (...args: unknown[]) => Promise<Look & { mailDue?: string }>>;
  const lookAt = Object.keys(doors).find((name) => name.startsWith('lookAt')) ?? '';
  const look = doors[lookAt];
  return new Promise<void>((rest) => {
    doors[lookAt] = async (...args) => {
      const row = await look!(...args);
      if (!row.mailDue && !Object.values(row).includes(true)) rest();
      return row;
    };
  });
}
