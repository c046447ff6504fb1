import type { FastifyInstance } from 'fastify';
import { ZodError } from 'zod';
import { directoryApi } from './api.ts';
import { NotInDirectory } from './directory.ts';
import { directoryPage } from './page/routes.ts';
import { NoService, type Player } from './player.ts';

/** The directory for people (`/directory`) and for programs (`/directory/api`). */
export async function directoryRoutes(server: FastifyInstance, player: Player): Promise<void> {
  await server.register(async (directory) => {
    // Any page that a browser has open could send a form here: only JSON is taken, and only from this origin or from a program.
    directory.removeContentTypeParser('text/plain');
    directory.addHook('preValidation', async ({ method, headers, host }, reply) => {
      const isForeign = headers.origin !== undefined && headers.origin !== `http://${host}`;
      if (method !== 'GET' && isForeign) await reply.code(403).send({ problem: 'Not from another page.' });
    });
    directory.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
      if (error instanceof ZodError) return reply.code(400).send({ problem: error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n') }); // prettier-ignore
      const status = error instanceof NotInDirectory ? 404 : error instanceof NoService ? 409 : (error.statusCode ?? 500);
      return reply.code(status).send({ problem: error.message });
    });
    directoryApi(directory, player);
    directoryPage(directory, player);
  });
}
