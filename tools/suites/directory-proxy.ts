import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request on its way to the service. */
export interface Passing {
  readonly method: string;
  /** behind `/scim/v2`, with its query */
  path: string;
  /** parsed; absent where there is none */
  // oxlint-disable-next-line typescript/no-explicit-any -- faults reach into bodies of every shape
  body: any;
}

/** An answer on its way back. */
export interface Returning {
  status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- faults reach into bodies of every shape
  body: any;
}

/** What a fault does to the traffic. */
export interface Tamper {
  /** changes the request, or answers in the service's place */
  readonly request?: (passing: Passing) => Returning | void;
  readonly answer?: (returning: Returning, passing: Passing) => Returning;
}

/** Stands between a directory and the service, and breaks what passes. */
export async function openProxy(service: string) {
  let tamper: Tamper = {};
  const passed = async (request: IncomingMessage): Promise<Returning & { headers?: Record<string, string> }> => {
    const sent = await text(request);
    const passing: Passing = { method: request.method ?? '', path: request.url ?? '', body: sent ? JSON.parse(sent) : undefined };
    const instead = tamper.request?.(passing);
    if (instead) return instead;
    const answer = await fetch(`${service}${passing.path}`, {
      method: passing.method,
      headers: { authorization: request.headers.authorization ?? '', 'content-type': request.headers['content-type'] ?? '' },
      ...(passing.body === undefined ? {} : { body: JSON.stringify(passing.body) }),
    });
    const body = await answer.text();
    const returning = { status: answer.status, body: body ? (JSON.parse(body) as unknown) : undefined };
    const location = answer.headers.get('location');
    return { ...(tamper.answer?.(returning, passing) ?? returning), headers: location ? { location } : {} };
  };
  const server = createServer((request, response) => {
    void passed(request).then(({ status, body, headers }) => {
      response.writeHead(status, { 'content-type': 'application/scim+json', ...headers });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    plant: (fault: Tamper) => void (tamper = fault),
    close: () => new Promise((closed) => (server.closeAllConnections(), server.close(closed))),
  };
}
