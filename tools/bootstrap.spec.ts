import { nodeProblem } from './bootstrap.mjs';
import { isNewEnough } from './temporal-binary.mjs';

describe('the bootstrap', () => {
  it('begins with Node 20 where a newer one comes with the install', () => {
    expect(nodeProblem('20.11.0', true)).toBeUndefined();
  });
  it('needs Node 24.15 elsewhere, and says so', () => {
    expect(nodeProblem('24.14.9', false)).toMatch(/^Node 24\.15 or newer is needed on .*; this is 24\.14\.9\./);
    expect(nodeProblem('24.15.0', false)).toBeUndefined();
    expect(nodeProblem('26.0.0', false)).toBeUndefined();
  });
  it('refuses what is older than Node 20', () => {
    expect(nodeProblem('18.20.0', true)).toMatch(/^Node 20 or newer is needed/);
  });
  it.each([
    ['temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)', true],
    ['temporal version 2.0.0 (Server 2.1.0, UI 3.0.0)', true],
    ['temporal version 1.2.0 (Server 1.26.2, UI 2.34.0)', false],
    ['', false],
  ])('takes a Temporal whose server is 1.32 or newer: %s', (version, expected) => {
    expect(isNewEnough(version)).toBe(expected);
  });
});
