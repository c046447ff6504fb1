import { createServer } from 'node:net';

/** @returns {Promise<number>} a TCP port of 127.0.0.1 that nobody listens on now */
export async function freePort() {
  const port = await tryPort(0);
  if (port === undefined) throw new Error('No free TCP port on 127.0.0.1.');
  return port;
}

/**
 * The wished port if it is free, else the next free one above it.
 * @param {number} wished @param {number} [span] how many ports to try before taking any
 */
export async function portFrom(wished, span = 50) {
  for (let port = wished; port < Math.min(wished + span, 65_536); port++) if (await isFree(port)) return port;
  return freePort();
}

/** @param {number} port */
export const isFree = async (port) => (await tryPort(port, '127.0.0.1')) !== undefined && (await tryPort(port, '::')) !== undefined;

/** @param {number} port @param {string} [host] @returns {Promise<number | undefined>} */
function tryPort(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const server = createServer();
    // a machine without IPv6 has nobody listening there either
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      resolve(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? undefined : port),
    );
    server.listen({ port, host, exclusive: true }, () => {
      const { port: given } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(given));
    });
  });
}
