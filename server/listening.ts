/** Taking a port, and giving it back when the last connection has ended. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NetworkConfig } from './config/network.ts';
import { BadConfig } from './config/rule.ts';

const REQUEST_MS = 1_000;

/**
 * A server that answers 503 until it is given something to do: a caller between the two would otherwise wait for ever.
 */
export function createWaitingServer(): {
  readonly server: Server;
  readonly ready: (answer: (request: IncomingMessage, response: ServerResponse) => void) => void;
} {
  const notYet = (_request: IncomingMessage, response: ServerResponse): void =>
    void response.writeHead(503, { 'retry-after': '1' }).end();
  const server = createServer(notYet);
  return { server, ready: (answer) => void server.off('request', notYet).on('request', answer) };
}

/** Resolves with the port that was really taken: another than asked for when that was 0. Rejects with BadConfig. */
export function listen(server: Server, { port, host }: Pick<NetworkConfig, 'port' | 'host'>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (problem: NodeJS.ErrnoException) => {
      const taken = problem.code === 'EADDRINUSE';
      reject(
        taken
          ? new BadConfig(`PORT is ${port}; it must be a port that no other program on ${host} uses.`)
          : new BadConfig(
              `HOST is "${host}" and PORT is ${port}; this machine cannot listen there (${problem.code ?? problem.message}).`,
            ),
      );
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/**
 * Resolves when the last connection has ended: sockets are closed by those who have them, requests under way get a
 * moment.
 */
export function ended(server: Server): Promise<void> {
  if (server.listening) server.close();
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), REQUEST_MS).unref();
  return new Promise((resolve) => {
    server.once('close', () => resolve());
    server.getConnections((_problem, count) => (count === 0 ? resolve() : undefined));
  });
}
