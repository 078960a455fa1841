/**
 * The browser's part straight from its sources, with reload on change: Vite inside this very server, so that addresses,
 * cookies and origins are the same as later. Only with WATCHFLOOR_DEV; Vite is not there in production.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { RequestHandler } from 'express';

export interface Development {
  readonly pages: RequestHandler;
  readonly stop: () => Promise<void>;
}

export async function serveSources(server: Server): Promise<Development> {
  const { createServer } = await import('vite');
  const vite = await createServer({ server: { middlewareMode: true, hmr: { server } }, appType: 'spa' });
  return { pages: vite.middlewares, stop: () => vite.close() };
}

/** Vite's own socket for reloading; it listens for its upgrades itself. */
export const isReloadSocket = (request: IncomingMessage): boolean =>
  (request.headers['sec-websocket-protocol'] ?? '').startsWith('vite-');
