import { keysOf } from '@placet/contracts/permissions';
import { allByRole, byLabel, byRole, type, violations } from '@placet/ui/testing';
import { answer, call, problemDocument, settle } from '../../../testing/console-bed.ts';
import { connection, connectionPath, openTab, token } from '../../../testing/directory-bed.ts';
import { idOf, theDialog } from '../../../testing/members-bed.ts';

const client = {
  id: idOf(73),
  clientId: 'plc_client_1',
  name: 'Entra app',
  method: 'client_secret' as const,
  createdAt: '2026-03-01T10:00:00Z',
  expiresAt: '2036-03-01T10:00:00Z',
};
const publicKey = { kty: 'EC', crv: 'P-256', x: 'eA', y: 'eQ' };
const press = async (root: Element, name: string) => {
  byRole(root, 'button', name).click();
  await settle();
};
const named = async (dialog: Element, name: string) => {
  type(byLabel(dialog, 'Name'), name);
  await settle();
};

describe('the access of a connection', () => {
  it('shows each token and client with its end and its last use, and never what proves it', async () => {
    const visit = await openTab('/access', { clients: [client] });
    expect(visit.text).toMatch(/Okta 2026 ?Mar 1, 2036 ?Mar 4, 2026.*Revoke/u);
    expect(visit.text).toMatch(/Entra app ?plc_client_1 ?Client secret ?Mar 1, 2036 ?Never/u);
    expect(visit.text).toContain('https://placet.test/oauth2/token');
    expect(await violations(visit.root)).toEqual([]);
  });

  it('makes a token that is shown once, and only the button closes what shows it', async () => {
    const visit = await openTab('/access');
    await press(visit.root, 'Add a token');
    const dialog = await theDialog();
    await press(dialog, 'Make');
    expect(byRole(dialog, 'alert').textContent).toContain('Name');
    await named(dialog, ' Okta 2027 ');
    await press(dialog, 'Make');
    const made = { token: token({ id: idOf(74), name: 'Okta 2027' }), secret: { kind: 'token', value: 'plc_scim_secret' } };
    const { body, headers } = await answer('POST', `${connectionPath}/tokens`, made);
    expect(body).toMatchObject({ name: 'Okta 2027' });
    const months = (Date.parse((body as { expiresAt: string }).expiresAt) - Date.now()) / (30 * 86_400_000);
    expect(months).toBeGreaterThan(11.5);
    expect(headers.get('Idempotency-Key')).toBeTruthy();
    expect(dialog.textContent).toContain('plc_scim_secret');
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await settle();
    expect(document.body.textContent).toContain('plc_scim_secret');
    expect(await violations(dialog)).toEqual([]);
    await press(dialog, 'Done');
    await answer('GET', connectionPath, connection({ tokens: [token(), made.token] }));
    expect(visit.text).toContain('Okta 2027');
    expect(visit.text).not.toContain('plc_scim_secret');
  });

  it('offers no third token, and says what to do first', async () => {
    const visit = await openTab('/access', { tokens: [token(), token({ id: idOf(75), name: 'Second' })] });
    expect(byRole<HTMLButtonElement>(visit.root, 'button', 'Add a token').disabled).toBe(true);
    expect(visit.text).toContain('Two are valid. Revoke one to make another.');
  });

  it('makes a client by a public key, of which nothing private leaves the browser', async () => {
    const visit = await openTab('/access');
    await press(visit.root, 'Add an OAuth client');
    const dialog = await theDialog();
    await named(dialog, 'Robot');
    type(byLabel(dialog, 'Proves itself by'), 'private_key_jwt');
    await settle();
    await press(dialog, 'Make');
    expect(dialog.textContent).toContain('This is no public RSA or EC key as a JWK.');
    type(byLabel(dialog, 'Public key (JWK)'), JSON.stringify({ ...publicKey, d: 'private' }));
    await settle();
    await press(dialog, 'Make');
    const { body } = await answer('POST', `${connectionPath}/clients`, { client: { ...client, method: 'private_key_jwt' } });
    expect((body as { publicKey: object }).publicKey).toEqual(publicKey);
    expect(byLabel(dialog, 'Client id').value).toBe('plc_client_1');
  });

  it('revokes after it said what that does', async () => {
    const visit = await openTab('/access');
    await press(visit.root, 'Revoke Okta 2026');
    const dialog = await theDialog();
    expect(dialog.textContent).toContain('The directory’s next call with it is refused.');
    await press(dialog, 'Revoke');
    await answer('DELETE', `${connectionPath}/tokens/${token().id}`, null, 204);
    await answer('GET', connectionPath, connection({ tokens: [] }));
    expect(visit.text).toContain('No token');
  });

  it('says why a token could not be made, and keeps what was typed', async () => {
    const visit = await openTab('/access');
    await press(visit.root, 'Add a token');
    const dialog = await theDialog();
    await named(dialog, 'Third');
    await press(dialog, 'Make');
    await answer('POST', `${connectionPath}/tokens`, problemDocument(409, 'two_tokens_live', { tokens: 2 }), 409);
    expect(byRole(dialog, 'alert').textContent).toContain('Two tokens are valid already.');
    expect(byLabel(dialog, 'Name').value).toBe('Third');
    await press(dialog, 'Make');
    expect(call('POST', `${connectionPath}/tokens`)).toBeTruthy();
  });

  it('is read only for whoever may not manage', async () => {
    const visit = await openTab('/access', { clients: [client] }, { permissions: keysOf('auditor') });
    expect(allByRole(visit.root, 'button', /Add|Revoke/u)).toEqual([]);
  });
});
