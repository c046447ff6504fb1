/** A workspace with a directory connected, as its administrator and the operator set it up through the public doors. */
export interface Opened {
  readonly workspaceId: string;
  readonly connectionId: string;
  readonly token: string;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

const seats = 1_000_000;
const withoutLimit = 1_000_000;

/** @param home of the API, such as `http://127.0.0.1:3000` */
export async function openWorkspace(home: string, operatorToken: string, slug: string): Promise<Opened> {
  const origin = home.replace('127.0.0.1', 'localhost');
  const call = async (method: string, path: string, headers: Record<string, string>, body: object): Promise<Answer> => {
    const answer = await fetch(home + path, {
      method,
      headers: { 'content-type': 'application/json', origin, ...headers },
      body: JSON.stringify(body),
    });
    return { status: answer.status, headers: answer.headers, body: await answer.json().catch(() => undefined) };
  };
  const must = async (...asked: Parameters<typeof call>): Promise<Answer> => {
    const answer = await call(...asked);
    if (answer.status >= 300) throw new Error(`${asked[0]} ${asked[1]}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  };
  const operator = { authorization: `Bearer ${operatorToken}` };
  const owner = { firstName: 'Olga', lastName: 'Owner', email: `owner@${slug}.test` };
  const opened = await must('POST', '/operator/v1/workspaces', operator, {
    slug,
    name: slug,
    owner,
    products: [{ product: 'core', seats }],
  });
  const { workspace, secret } = opened.body as { workspace: { id: string }; secret: { ownerActivationToken: string } };
  await must('PATCH', `/operator/v1/workspaces/${workspace.id}`, operator, { limits: { scimRequestsPerSecond: withoutLimit } });
  const accepted = await must(
    'POST',
    '/api/v1/invitations/accept',
    {},
    { token: secret.ownerActivationToken, password: 'correct horse battery staple' },
  );
  const cookies = accepted.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
  const xsrf = cookies.find((cookie) => cookie.startsWith('XSRF-TOKEN='))?.slice('XSRF-TOKEN='.length) ?? '';
  const session = { cookie: cookies.join('; '), 'x-xsrf-token': xsrf };
  const added = await must('POST', '/api/v1/directory-connections', session, { name: 'Okta', provider: 'okta' });
  const { connection } = added.body as { connection: { id: string } };
  const path = `/api/v1/directory-connections/${connection.id}`;
  await must('PATCH', path, session, {
    onCreate: 'active',
    defaults: { products: ['core'] },
    deactivationBrake: null,
    graceMinutes: 0,
  });
  const made = await must('POST', `${path}/tokens`, session, { name: 'bench' });
  return { workspaceId: workspace.id, connectionId: connection.id, token: (made.body as { secret: { value: string } }).secret.value };
}
