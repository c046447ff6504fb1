import { problem } from '@placet/platform';
import { AdoptionRefused, BrakeHeld, TwoClientsLive, TwoTokensLive } from './provisioning-errors.ts';

problem(TwoTokensLive, {
  status: 409,
  title: 'This connection has two live tokens',
  facts: ({ tokens }) => ({ tokens }),
  ways: ['revoke-a-token'],
  means: 'Two tokens may live at once, so that a directory can change from the old one to the new one without a gap.',
  remedy: 'Revoke the token that is not used any more; when each was used last stands beside it.',
});
problem(TwoClientsLive, {
  status: 409,
  title: 'This connection has two live OAuth clients',
  facts: ({ clients }) => ({ clients }),
  ways: ['revoke-a-client'],
  means: 'Two clients may live at once, so that a directory can change from the old one to the new one without a gap.',
  remedy: 'Revoke the client that is not used any more; when each was used last stands beside it.',
});
problem(BrakeHeld, {
  status: 403,
  title: 'The brake holds this',
  facts: ({ wish }) => ({ wish }),
  means: 'The directory has let go more people within ten minutes than its brake lets through, so this one stays until an owner decides.',
  remedy: 'An owner of the workspace lets it through or refuses it on the page of the connection.',
});
problem(AdoptionRefused, {
  status: 403,
  title: 'The directory may not take this member over',
  facts: ({ because }) => ({ because }),
  means:
    'A directory takes over a member of the workspace only if his address is in a verified domain, and not together with a new name or address.',
  remedy: 'Have the domain verified, and send the first change without username and e-mail addresses.',
});
