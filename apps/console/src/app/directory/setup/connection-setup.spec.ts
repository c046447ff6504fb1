import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { byLabel, byRole, type, violations } from '@placet/ui/testing';
import { answer, problemDocument, settle, until } from '../../../testing/console-bed.ts';
import { connection, connectionPath, openDirectory, openTab } from '../../../testing/directory-bed.ts';
import { guides } from './guide-steps.ts';

const press = async (root: Element, name: string) => {
  byRole(root, 'button', name).click();
  await settle();
};
const all = (['reachable', 'token', 'config', 'users', 'groups', 'seats'] as const).map((code) => ({ code, ok: true, detail: '200' }));

describe('a new connection', () => {
  it('asks which directory it is and what it is called, then goes on to the guide', async () => {
    const visit = await openDirectory('/directory/new');
    await press(visit.root, 'Go on to the guide');
    expect(byRole(visit.root, 'alert').textContent).toContain('Name');
    byLabel(visit.root, /^Microsoft Entra ID/u).click();
    type(byLabel(visit.root, 'Name'), 'Entra');
    await settle();
    expect(await violations(visit.root)).toEqual([]);
    await press(visit.root, 'Go on to the guide');
    const made = connection({ provider: 'entra', name: 'Entra', tokens: [] });
    const { body } = await answer('POST', '/directory-connections', { connection: made });
    expect(body).toEqual({ provider: 'entra', name: 'Entra' });
    await until(() => TestBed.inject(Router).url === `/directory/${made.id}/setup`);
  });
});

describe('the guide', () => {
  it.each(['okta', 'entra', 'other'] as const)('of %s has every step, with address and token to take along', async (provider) => {
    const visit = await openTab('/setup', { provider, tokens: [] });
    expect(visit.root.querySelectorAll('ol.steps > li').length).toBe(guides[provider].length + 2);
    expect(visit.text).toContain(provider === 'entra' ? 'https://placet.test/scim/v2?aadOptscim062020' : 'https://placet.test/scim/v2');
    byRole(visit.root, 'button', 'Make a token');
    byRole(visit.root, 'button', 'Copy base URL');
    expect(await violations(visit.root)).toEqual([]);
  });
});

describe('the test of a connection', () => {
  it('says each check in words, and waits for nothing while one fails', async () => {
    const visit = await openTab('/setup');
    await press(visit.root, 'Test');
    await answer('POST', `${connectionPath}/test`, { items: [...all.slice(0, 5), { code: 'seats', ok: false, detail: '0 of 10' }] });
    await answer('GET', connectionPath, connection());
    expect(visit.text).toMatch(/The address answers\. ?A token is accepted\./u);
    expect(visit.text).toContain('New people would wait or be refused: 0 of 10');
    expect(visit.text).not.toContain('Waiting for the directory');
    byRole(visit.root, 'button', 'Test again');
  });

  it('waits for the first call where everything is right', async () => {
    const visit = await openTab('/setup', { lastCallAt: undefined });
    await press(visit.root, 'Test');
    await answer('POST', `${connectionPath}/test`, { items: all });
    expect(visit.text).toContain('Waiting for the directory’s first call');
  });

  it('says why it could not be made', async () => {
    const visit = await openTab('/setup');
    await press(visit.root, 'Test');
    await answer('POST', `${connectionPath}/test`, problemDocument(429, 'rate_limited'), 429, { 'Retry-After': '120' });
    expect(byRole(visit.root, 'alert').textContent?.trim()).toBeTruthy();
  });
});
