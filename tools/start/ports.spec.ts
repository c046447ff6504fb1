import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { choosePorts, releasePorts } from './ports.mjs';
import { portFrom } from '../free-port.mjs';

async function occupied() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, free: () => server.close() };
}

afterEach(releasePorts);

describe('ports', () => {
  it('are all different', async () => {
    const ports = Object.values(await choosePorts(0));
    expect(new Set(ports).size).toBe(7);
  });
  it('are never those of another start, though nobody listens on them yet', async () => {
    const [one, two] = await Promise.all([choosePorts(undefined), choosePorts(undefined)]);
    expect(new Set([...Object.values(one), ...Object.values(two)]).size).toBe(14);
  });
  it('move on where nobody asked for one', async () => {
    const { port, free } = await occupied();
    expect(await portFrom(port)).toBeGreaterThan(port);
    free();
  });
  it('never move where somebody asked', async () => {
    const { port, free } = await occupied();
    await expect(choosePorts(port)).rejects.toThrow(`Port ${port} is taken`);
    free();
    const { console: chosen } = await choosePorts(port);
    expect(chosen).toBe(port);
  });
});
