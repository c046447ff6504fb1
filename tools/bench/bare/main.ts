// The bare server as a process of its own: told its database by its parent, it tells its port, and ends with its parent.
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { bareServer } from './server.ts';

const [connectionString, poolSize = '8'] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: Number(poolSize), idleTimeoutMillis: 0 });
const server = bareServer(pool);
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
