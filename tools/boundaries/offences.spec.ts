import { offences } from './offences.mjs';

const project = (...tags: string[]) => ({ data: { tags } });
const nodes = {
  kernel: project('scope:shared', 'type:lib'),
  seats: project('scope:server', 'type:lib'),
  ui: project('scope:browser', 'type:lib'),
  api: project('scope:server', 'type:app'),
};

describe('boundaries over the graph of projects', () => {
  it('lets the server and the browser use what is shared', () => {
    expect(
      offences({ nodes, dependencies: { seats: [{ target: 'kernel' }], ui: [{ target: 'kernel' }, { target: 'npm:rxjs' }] } }),
    ).toEqual([]);
  });
  it('keeps the browser from the server', () => {
    expect(offences({ nodes, dependencies: { ui: [{ target: 'seats' }] } })).toEqual([
      'ui (scope:browser) must not depend on seats (scope:server, type:lib)',
    ]);
  });
  it('lets nobody depend on an app', () => {
    expect(offences({ nodes, dependencies: { seats: [{ target: 'api' }] } })).toEqual(['seats must not depend on the app api']);
  });
  it('asks every project for its scope', () => {
    expect(offences({ nodes: { stray: project('type:lib') }, dependencies: {} })).toEqual(['stray has no scope tag']);
  });
});
