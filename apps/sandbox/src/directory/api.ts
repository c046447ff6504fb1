import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { checkNames } from './checks/checks.ts';
import { runCheck } from './checks/run-check.ts';
import type { Access } from './client/access.ts';
import { type Directory, NotInDirectory } from './directory.ts';
import { dialectNames } from './dialects/dialects.ts';
import { NoService, type Player } from './player.ts';

const text = z.string().trim().max(200);
const name = text.min(1);
const Profile = z.strictObject({
  givenName: name,
  familyName: name,
  userName: name.optional(),
  email: name.optional(),
  title: text.optional(),
  department: text.optional(),
  employeeNumber: text.optional(),
  workPhone: text.optional(),
  mobile: text.optional(),
  language: text.optional(),
  managerId: text.optional(),
});
const secret = z.string().trim().min(1).max(1_000);
const url = z.url({ protocol: /^https?$/ }).max(1_000);
const TokenChoice = z.strictObject({ baseUrl: url, token: secret });
const OAuthChoice = z.strictObject({
  baseUrl: url,
  tokenUrl: url,
  clientId: secret,
  clientSecret: secret,
  sentAs: z.enum(['post', 'basic']).optional(),
});
const Service = z.union([TokenChoice, OAuthChoice]);
const Connection = z.union([
  z.strictObject({ workspace: name }),
  TokenChoice.extend({ isSame: z.boolean().optional() }),
  OAuthChoice.extend({ isSame: z.boolean().optional() }),
]);
const Behaviour = z.strictObject({ as: z.enum(dialectNames), isAtOnce: z.boolean() }).partial();
const NewGroup = z.strictObject({ displayName: name, members: z.array(name).max(1_000).optional() });
const Check = z.strictObject({ service: Service.optional(), oauth: OAuthChoice.optional(), last: name.optional() });

const deeds = ['assign', 'unassign', 'deactivate', 'reactivate', 'provision', 'remove'] as const;
const groupDeeds = ['push', 'unlink', 'removeGroup'] as const;

/** The directory for programs: everything that the page can do, and what the service answered. */
export function directoryApi(server: FastifyInstance, player: Player) {
  /** Does it, and tells which calls it took. */
  const act = async (what: (directory: Directory) => unknown) => {
    const before = player.exchanges.last;
    const done = await player.do(what);
    const told = typeof done === 'string' ? { problem: done } : typeof done === 'object' ? { done } : {};
    return { isDone: done !== false && typeof done !== 'string', ...told, exchanges: player.exchanges.after(before) };
  };
  const path = '/directory/api';

  server.get(path, () => told(player));
  server.post(`${path}/connection`, async ({ body }) => {
    const { isSame = false, ...choice } = { isSame: undefined, ...Connection.parse(body) };
    await player.choose('workspace' in choice ? choice : { baseUrl: choice.baseUrl, access: accessOf(choice) }, isSame);
    return told(player);
  });
  server.post(`${path}/behaviour`, async ({ body }) => {
    const { as = player.as, isAtOnce = player.isAtOnce } = Behaviour.parse(body);
    await player.behave(as, isAtOnce);
    return told(player);
  });
  server.post(`${path}/start-anew`, async () => (await player.startAnew(), told(player)));

  server.post(`${path}/test`, () => act(async (directory) => (await directory.test()) ?? true));
  server.post(`${path}/cycle`, ({ body }) => {
    const { isFull } = z.strictObject({ isFull: z.boolean().default(false) }).parse(body ?? {});
    return act((directory) => directory.cycle(isFull));
  });

  server.post(`${path}/people`, ({ body }) => act((directory) => directory.hire(Profile.parse(body))));
  server.post<{ Params: { who: string } }>(`${path}/people/:who/edit`, ({ params, body }) =>
    act((directory) => directory.edit(directory.person(params.who), Profile.partial().parse(body))),
  );
  for (const deed of deeds) {
    server.post<{ Params: { who: string } }>(`${path}/people/:who/${deed}`, ({ params }) =>
      act((directory) => directory[deed](directory.person(params.who))),
    );
  }

  server.post(`${path}/groups`, ({ body }) => {
    const { displayName, members = [] } = NewGroup.parse(body);
    return act((directory) => directory.form(displayName, members.map((who) => directory.person(who)))); // prettier-ignore
  });
  for (const deed of groupDeeds) {
    server.post<{ Params: { which: string } }>(`${path}/groups/:which/${deed === 'removeGroup' ? 'remove' : deed}`, ({ params }) =>
      act((directory) => directory[deed](directory.group(params.which))),
    );
  }
  server.post<{ Params: { which: string } }>(`${path}/groups/:which/rename`, ({ params, body }) => {
    const { displayName } = z.strictObject({ displayName: name }).parse(body);
    return act((directory) => directory.renameGroup(directory.group(params.which), displayName));
  });
  for (const deed of ['join', 'leave'] as const) {
    server.post<{ Params: { which: string } }>(`${path}/groups/:which/${deed}`, ({ params, body }) => {
      const { who } = z.strictObject({ who: name }).parse(body);
      return act((directory) => directory[deed](directory.group(params.which), directory.person(who)));
    });
  }

  server.get<{ Querystring: { after?: string } }>(`${path}/exchanges`, ({ query }) => player.exchanges.after(Number(query.after) || 0));
  server.delete(`${path}/exchanges`, async (_request, reply) => {
    await player.clearExchanges();
    return reply.code(204).send();
  });

  server.post<{ Params: { check: string } }>(`${path}/checks/:check`, async ({ params, body }) => {
    const check = z.enum(checkNames).safeParse(params.check);
    if (!check.success) throw new NotInDirectory(`There is no check ${params.check}.`);
    const { service, oauth, last } = Check.parse(body ?? {});
    const target = service ? { baseUrl: service.baseUrl, access: accessOf(service) } : await player.target();
    if (!target) throw new NoService('Say first which service to call.');
    const own = target.access.kind === 'oauth' ? target.access : undefined;
    const report = await runCheck(check.data, target, { oauth: oauth ? accessOf(oauth) : own, last });
    if (!service && last === undefined) player.reports.set(check.data, report);
    return report;
  });
}

const accessOf = (choice: z.infer<typeof Service>): Access => {
  if ('token' in choice) return { kind: 'token', token: choice.token };
  const { tokenUrl, clientId, clientSecret, sentAs } = choice;
  return { kind: 'oauth', tokenUrl, clientId, clientSecret, ...(sentAs && { sentAs }) };
};

/** Everything but the secrets. */
async function told(player: Player) {
  const [target, offers, state] = [await player.target(), await player.offers(), await player.state()];
  return {
    baseUrl: target?.baseUrl,
    workspaces: offers.map(({ workspace }) => workspace),
    as: player.as,
    isAtOnce: player.isAtOnce,
    ...state,
  };
}
