/** How a directory proves who it is: a token that the service gave it, or OAuth 2.0 client credentials (RFC 6749, section 4.4). */
export type Access =
  { kind: 'token'; token: string } | { kind: 'oauth'; tokenUrl: string; clientId: string; clientSecret: string; sentAs?: 'post' | 'basic' };

/** The client credentials were not taken. */
class NoAccess extends Error {}

interface Granted {
  accessToken: string;
  /** milliseconds since 1970 */
  until: number;
}

/** Keeps an access token until shortly before it ends. */
export class Bearer {
  private readonly access: Access;
  private granted: Granted | undefined;

  constructor(access: Access) {
    this.access = access;
  }

  /** @throws NoAccess when the token's door refuses */
  async value(): Promise<string> {
    if (this.access.kind === 'token') return this.access.token;
    if (!this.granted || this.granted.until < Date.now()) this.granted = await askFor(this.access);
    return this.granted.accessToken;
  }

  /** A refused access token is asked for anew, once a call. @returns whether there is another to try */
  forget(): boolean {
    const had = this.granted !== undefined;
    this.granted = undefined;
    return had;
  }
}

async function askFor({ tokenUrl, clientId, clientSecret, sentAs = 'post' }: Extract<Access, { kind: 'oauth' }>): Promise<Granted> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', scope: 'scim' });
  if (sentAs === 'post') {
    form.set('client_id', clientId);
    form.set('client_secret', clientSecret);
  }
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    headers: sentAs === 'basic' ? { authorization: `Basic ${basic}` } : {},
    body: form,
    redirect: 'error',
    signal: AbortSignal.timeout(60_000),
  });
  const body = (await answer.json().catch(() => ({}))) as { access_token?: unknown; expires_in?: unknown; error?: unknown };
  if (!answer.ok || typeof body.access_token !== 'string') {
    throw new NoAccess(`The token's door answered ${answer.status}${typeof body.error === 'string' ? ` ${body.error}` : ''}.`);
  }
  const seconds = typeof body.expires_in === 'number' ? body.expires_in : 300;
  return { accessToken: body.access_token, until: Date.now() + (seconds - 30) * 1000 };
}
