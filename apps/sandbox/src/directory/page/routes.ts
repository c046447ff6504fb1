import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { look } from '../../look.ts';
import type { Player } from '../player.ts';
import { calls } from './calls.ts';
import { dialogs } from './dialogs.ts';
import { desk, page } from './page.ts';
import { script } from './script.ts';
import { style } from './style.ts';
import { tabs, type View } from './view.ts';

const pagePolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
const Query = z.object({ view: z.enum(tabs).catch('people') });

/** The directory for people. */
export function directoryPage(server: FastifyInstance, player: Player) {
  server.get('/directory', async ({ query }, reply) =>
    reply
      .type('text/html')
      .header('content-security-policy', pagePolicy)
      .send(page(await viewOf(player, query)).text),
  );
  server.get('/directory/desk', async ({ query }, reply) => reply.type('text/html').send(desk(await viewOf(player, query)).text));
  server.get('/directory/dialogs', async (_request, reply) => reply.type('text/html').send(dialogs(await viewOf(player, {})).text));
  server.get('/directory/calls', (_request, reply) => reply.type('text/html').send(calls(player.exchanges.after(0)).text));
  server.get('/directory/style.css', (_request, reply) => reply.type('text/css').send(look + style));
  server.get('/directory/script.js', (_request, reply) => reply.type('text/javascript').send(script));
}

async function viewOf(player: Player, query: unknown): Promise<View> {
  const [target, offers, state] = [await player.target(), await player.offers(), await player.state()];
  const { choice, as, isAtOnce, reports } = player;
  const workspaces = offers.map(({ workspace }) => workspace);
  const workspace = choice ? ('workspace' in choice ? choice.workspace : undefined) : workspaces[0];
  return { tab: Query.parse(query).view, state, baseUrl: target?.baseUrl, workspaces, workspace, as, isAtOnce, reports, exchanges: player.exchanges.after(0) }; // prettier-ignore
}
