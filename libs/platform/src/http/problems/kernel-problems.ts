import { NotFound, PermissionMissing, RankTooLow, StaleVersion, StateConflict } from '@placet/kernel';
import { problem } from './problem-table.ts';

problem(NotFound, {
  status: 404,
  title: 'There is no such thing here',
  facts: ({ kind }) => ({ kind }),
  means: 'No such thing exists in this workspace. What belongs to others looks just the same.',
  remedy: 'Check the id; the thing may have been moved or erased.',
});
problem(StateConflict, {
  status: 409,
  title: 'Its state does not allow that',
  facts: ({ kind, state, act }) => ({ kind, state, act }),
  means: 'The thing is in a state in which this can not be done, perhaps since someone else was faster.',
  remedy: 'Read it again and decide anew.',
});
problem(PermissionMissing, {
  status: 403,
  title: 'A permission is missing',
  facts: ({ permission }) => ({ permission }),
  means: 'You are signed in, but none of your groups grants the permission that `permission` names.',
  remedy: 'Ask an administrator for a group that grants it.',
});
problem(RankTooLow, {
  status: 403,
  title: 'Someone of higher rank is needed',
  facts: ({ needed, own }) => ({ needed, own }),
  means: 'Nobody acts on someone who stands above, nor gives more rights than he has.',
  remedy: 'Ask someone whose groups have at least the rank that `needed` says.',
});
problem(StaleVersion, {
  status: 412,
  title: 'Somebody changed it in the meantime',
  facts: ({ kind, current }) => ({ kind, currentVersion: current }),
  headers: ({ current }) => ({ etag: `"${current}"` }),
  means: 'The version in If-Match is not the present one: somebody changed the thing since you read it.',
  remedy: 'Read it again, compare, and send your change with the present version.',
});
