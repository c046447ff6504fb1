import { localPath } from './local-path.ts';

describe('where a sign-in may lead', () => {
  it.each([
    ['/members?state=active#x', '/members?state=active#x'],
    [undefined, '/'],
    ['', '/'],
    ['//evil.test', '/'],
    ['/\\evil.test', '/'],
    ['https://evil.test', '/'],
    ['javascript:alert(1)', '/'],
    ['/sign-in?next=/members', '/'],
  ])('%s leads to %s', (wanted, path) => expect(localPath(wanted)).toBe(path));
});
