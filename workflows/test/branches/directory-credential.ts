import { directoryCredentialProcess as process } from '../../src/directory-credential/contract.ts';
import { directoryCredentialRow } from '../rows/directory-credential-row.ts';
import type { Branch } from './branch.ts';

export const directoryCredentialBranches: Branch[] = [
  {
    process,
    name: 'expires',
    story: 'reminds three times and ends with the credential',
    play: ({ at, day, begin }) => begin(directoryCredentialRow({ at, day, endsOn: 65 })),
    end: 'over',
    told: ['day 35: 30 days left', 'day 58: 7 days left', 'day 64: 1 days left'],
  },
  {
    process,
    name: 'revoked',
    story: 'reminds no more once it is revoked',
    async play({ at, day, begin, poke, sleep }) {
      const row = directoryCredentialRow({ at, day, endsOn: 32 });
      await begin(row);
      await sleep(4.5);
      row.revoke();
      await poke();
    },
    end: 'over',
    told: ['day 2: 30 days left'],
  },
];
