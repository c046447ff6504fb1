import fc from 'fast-check';
import { hands, naively, seen, trees, written } from '../../test/trees.ts';
import { userType } from '../schema/user-schema.ts';
import { filterOf } from './filter.ts';
import { matches } from './matches.ts';
import { printed } from './print.ts';

describe('any filter', () => {
  it('is the same condition when it was printed and read again', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const once = filterOf(userType, written(tree));
        expect(filterOf(userType, printed(once))).toEqual(once);
      }),
      { numRuns: 2_000 },
    );
  });

  it('means the same in small letters, in capitals and with URNs', () => {
    fc.assert(
      fc.property(trees, hands, (tree, hand) => {
        expect(filterOf(userType, written(tree, hand))).toEqual(filterOf(userType, written(tree)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('chooses the users that an evaluator of another kind chooses', () => {
    let chosen = 0;
    fc.assert(
      fc.property(trees, seen, (tree, user) => {
        const isChosen = naively(tree, user);
        if (isChosen) chosen++;
        expect(matches(filterOf(userType, written(tree)), user)).toBe(isChosen);
      }),
      { numRuns: 4_000 },
    );
    expect(chosen).toBeGreaterThan(1_000);
  });
});
