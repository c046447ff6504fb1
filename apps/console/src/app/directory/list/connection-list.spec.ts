import { keysOf } from '@placet/contracts/permissions';
import { allByRole, byRole, violations } from '@placet/ui/testing';
import { answer, problemDocument, settle } from '../../../testing/console-bed.ts';
import { connection, openDirectory } from '../../../testing/directory-bed.ts';
import { idOf } from '../../../testing/members-bed.ts';
import { healthOf } from '../pieces/connection-state.ts';

describe('the list of connections', () => {
  it('says of each how it goes, when it was heard last, and how many are behind its numbers', async () => {
    const visit = await openDirectory('/directory');
    const silent = connection({ id: idOf(72), name: 'Entra', provider: 'entra', lastCallAt: undefined, held: 4 });
    await answer('GET', '/directory-connections', { items: [connection(), silent] });
    const [, okta, entra] = allByRole(visit.root, 'row').map((row) => row.textContent?.replace(/\s+/gu, ' ').trim());
    expect(okta).toMatch(/^Acme Okta ?Okta ?Works ?Mar 4, 2026.* 12 ?2 ?0 ?0$/u);
    expect(entra).toMatch(/^Entra ?Microsoft Entra ID ?Waits for an owner ?– ?12 ?2 ?0 ?4$/u);
    expect(byRole(visit.root, 'link', 'Acme Okta').getAttribute('href')).toBe(`/directory/${connection().id}`);
    expect(await violations(visit.root)).toEqual([]);
  });

  it('says what it is for where there is none, with the first act', async () => {
    const visit = await openDirectory('/directory');
    await answer('GET', '/directory-connections', { items: [] });
    expect(visit.text).toContain('No directory is connected');
    expect(byRole(visit.root, 'link', 'Add a connection').getAttribute('href')).toBe('/directory/new');
  });

  it('offers nothing to whoever may only read', async () => {
    const visit = await openDirectory('/directory', { permissions: keysOf('auditor') });
    await answer('GET', '/directory-connections', { items: [] });
    expect(allByRole(visit.root, 'link', 'Add a connection')).toEqual([]);
  });

  it('offers to try again where it could not be read', async () => {
    const visit = await openDirectory('/directory');
    await answer('GET', '/directory-connections', problemDocument(500, 'unexpected'), 500);
    byRole(visit.root, 'button', 'Try again').click();
    await settle();
    await answer('GET', '/directory-connections', { items: [connection()] });
    expect(visit.text).toContain('Acme Okta');
  });
});

describe('the state of a connection', () => {
  it.each([
    ['off', { state: 'off', held: 3 }],
    ['held', { held: 3, lastErrorAt: '2026-03-04T10:00:00Z' }],
    ['silent', { lastCallAt: undefined, lastErrorAt: '2026-03-04T10:00:00Z' }],
    ['failing', { lastErrorAt: '2026-03-04T10:00:00Z' }],
    ['well', { lastErrorAt: '2026-03-04T09:59:59Z' }],
  ] as const)('is the worst that is true of it: %s', (health, changes) => {
    expect(healthOf(connection(changes))).toBe(health);
  });
});
