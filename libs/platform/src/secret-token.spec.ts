import { Ids, type WorkspaceId } from '@placet/kernel';
import fc from 'fast-check';
import { newSecretToken, readSecretToken } from './secret-token.ts';

const ids = new Ids();
const made = () => newSecretToken('scim', ids.next<WorkspaceId>(), ids.next());

describe('a secret token', () => {
  it('names its workspace and its row, and hashes the same when it is read', () => {
    const token = made();
    expect(readSecretToken('scim', token.token)).toEqual(token);
  });

  it('is nothing to a door of another kind', () => {
    expect(readSecretToken('session', made().token)).toBeUndefined();
  });

  it('is refused when one letter differs', () => {
    const { token } = made();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: token.length - 1 }), fc.constantFrom('a', 'b', 'X', 'Z', '_', '0', '1', '9'), (at, letter) => {
        fc.pre(token[at] !== letter);
        expect(readSecretToken('scim', token.slice(0, at) + letter + token.slice(at + 1))).toBeUndefined();
      }),
    );
  });

  it('is refused, never thrown at, for any text', () => {
    fc.assert(fc.property(fc.string(), (text) => readSecretToken('scim', text) === undefined));
    fc.assert(fc.property(fc.string(), (text) => readSecretToken('scim', `plc_scim_${text}`) === undefined));
  });
});
