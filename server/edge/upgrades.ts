/**
 * The one place where a connection may become a WebSocket: a table from path to handler, and the Origin checked for all
 * of them.
 *
 *   foreign Origin -> 403        no Origin -> its cookie is taken away (a program must show a token or a ticket)
 *   own Origin     -> the handler whose path it is; no such path -> 404
 *   many without credentials came from its address -> only with a cookie, token or ticket that exists, else 429
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { OriginOf } from './origins.ts';

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface Upgrades {
  readonly originOf: OriginOf;
  /** Whether this one is passed on: at once, or as soon as its credentials have been looked up. Rejecting means no. */
  readonly mayKnock?: (request: IncomingMessage) => true | Promise<boolean>;
  /** The first whose prefix the path begins with. */
  readonly routes: ReadonlyArray<readonly [prefix: string, handler: UpgradeHandler]>;
  /** Told of an upgrade that a page of a foreign origin asked for. */
  readonly onForeign?: (request: IncomingMessage) => void;
  /** Leaves this upgrade to another listener on the same server (the development server's own socket). */
  readonly leaveAlone?: ((request: IncomingMessage) => boolean) | undefined;
}

export function routeUpgrades(server: Server, { originOf, mayKnock, routes, onForeign, leaveAlone }: Upgrades): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (leaveAlone?.(request) === true) return;
    const origin = originOf(request);
    if (origin === 'foreign') {
      onForeign?.(request);
      return turnAway(socket, '403 Forbidden');
    }
    if (origin === 'none') delete request.headers.cookie;
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const route = routes.find(([prefix]) => path.startsWith(prefix));
    if (route === undefined) return turnAway(socket, '404 Not Found');
    const may = mayKnock?.(request) ?? true;
    if (may === true) return route[1](request, socket, head);
    socket.on('error', destroy);
    void may
      .catch(() => false)
      .then((isLetIn) => {
        socket.off('error', destroy);
        return isLetIn ? route[1](request, socket, head) : turnAway(socket, '429 Too Many Requests');
      });
  });
}

function destroy(this: Duplex): void {
  this.destroy();
}

/** Says no in HTTP, before the protocol has changed. */
function turnAway(socket: Duplex, status: string): void {
  // The other side may be gone already; that is no longer our problem.
  socket.on('error', () => socket.destroy());
  // A client that keeps its half open must not keep ours.
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
