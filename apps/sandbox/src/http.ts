import Fastify from 'fastify';
import type { Player } from './directory/player.ts';
import { directoryRoutes } from './directory/routes.ts';
import { inboxRoutes } from './inbox/routes.ts';
import type { Mailbox } from './inbox/mailbox.ts';

/** Serves HTTP on 127.0.0.1. */
export async function openHttp(mailbox: Mailbox, player: Player, port: number) {
  const server = Fastify({ forceCloseConnections: true });
  server.addHook('onRequest', async ({ hostname }, reply) => {
    // A foreign name that was made to point at this machine could read the links in the mails (DNS rebinding).
    if (!/^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)) await reply.code(421).send('Only for this machine.\n');
  });
  server.addHook('onSend', async (_request, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' });
  });
  server.get('/health', async () => ({ status: 'ok' }));
  inboxRoutes(server, mailbox);
  await directoryRoutes(server, player);
  const address = new URL(await server.listen({ host: '127.0.0.1', port }));
  return { url: `http://localhost:${address.port}`, close: () => server.close() };
}
