import { parseOptions } from './options.mjs';

describe('the options of npm start', () => {
  it('have defaults that need no thought', () => {
    expect(parseOptions([])).toEqual({ data: '.placet/data', port: undefined, fresh: false, yes: false, demo: true, help: false });
  });
  it('are read together', () => {
    expect(parseOptions(['--data', '/d', '--port=0', '--fresh', '--yes', '--no-demo'])).toEqual({
      data: '/d',
      port: 0,
      fresh: true,
      yes: true,
      demo: false,
      help: false,
    });
  });
  it.each(['65536', '-1', '3k', '0x10', ''])('refuse the port "%s"', (port) => {
    expect(() => parseOptions([`--port=${port}`])).toThrow(`--port takes a number from 0 to 65535, not "${port}"`);
  });
  it.each([['--members', '10'], ['stray'], ['--port']])('refuse %s, and show the usage', (...args) => {
    expect(() => parseOptions(args.filter((arg) => typeof arg === 'string'))).toThrow(/npm start -- \[options\]/);
  });
});
