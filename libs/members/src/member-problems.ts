import { problem } from '@placet/platform';
import * as groups from './group-errors.ts';
import * as errors from './member-errors.ts';

problem(errors.UsernameTaken, {
  status: 409,
  title: 'The username is taken',
  facts: () => ({ errors: [{ path: 'username', code: 'taken' }] }),
  ways: ['open-that-member'],
  means:
    'Somebody in this workspace signs in with that username or address already; perhaps he is inactive. Other workspaces do not matter.',
  remedy: 'Search for the member, also among the inactive ones, and reactivate him; or choose another username.',
});
problem(errors.AlreadyInvited, {
  status: 409,
  title: 'An invitation to this address is open',
  facts: () => ({ errors: [{ path: 'email', code: 'already_invited' }] }),
  means: 'One mailed invitation is open for each address, so that its owner knows which one counts.',
  remedy: 'Send the open invitation again, extend it, or revoke it first.',
});
problem(errors.LastOwner, {
  status: 409,
  title: 'The last active owner must stay',
  ways: ['make-another-owner'],
  means: 'A workspace always has an active owner. This change would have taken the last one.',
  remedy: 'Give somebody else the group Owner first.',
});
problem(errors.NotOneself, {
  status: 409,
  title: 'Nobody does that to himself',
  facts: ({ act }) => ({ act }),
  means: 'Nobody bans or deactivates himself, so that nobody locks himself out by mistake.',
  remedy: 'Ask somebody else of at least your rank.',
});
problem(errors.UsernameNeeded, {
  status: 422,
  title: 'A username has to be given',
  facts: () => ({ errors: [{ path: 'username', code: 'required' }] }),
  means: 'The directory of this member has removed him, and his username with him.',
  remedy: 'Send the username that he is to sign in with.',
});
problem(errors.ManagedByDirectory, {
  status: 409,
  title: 'The directory keeps this',
  facts: ({ connection }) => ({ field: connection }),
  means: 'This member comes from a directory connection, and what the directory writes is changed there. A change here would not last.',
  remedy: 'Change it in the directory.',
});
problem(errors.WorkspaceSuspended, {
  status: 403,
  title: 'The workspace is suspended',
  ways: ['ask-support'],
  means: 'The vendor has suspended this workspace. Nothing in it is lost.',
  remedy: 'Ask the vendor.',
});
problem(groups.GroupNameTaken, {
  status: 409,
  title: 'A group with this name exists',
  facts: () => ({ errors: [{ path: 'name', code: 'taken' }] }),
  means: 'Names of groups are unique in a workspace, without regard to case.',
  remedy: 'Choose another name.',
});
problem(groups.BuiltInGroupProtected, {
  status: 409,
  title: 'This group is built in',
  facts: ({ group }) => ({ group }),
  means: 'The groups that every workspace has keep their name and their permissions.',
  remedy: 'Make a group of your own with the permissions that you need.',
});
