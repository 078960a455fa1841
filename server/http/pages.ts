/**
 * The browser part: the built files, and index.html for every address that is a page. Nothing is loaded from anywhere
 * else, no script is inline, no page may frame it.
 */
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Express, type RequestHandler } from 'express';

const YEAR_S = 31_536_000;

/**
 * `connect-src 'self'` covers the WebSocket of the same origin. ProseMirror names its clipboard's policy itself; the other
 * names the one script that shows notifications where only a worker may (client/attention/worker.ts).
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "media-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types ProseMirrorClipboard watchfloor-notifications',
].join('; ');

/** For every answer, pages and API alike. */
export function safeHeaders({ secure, development }: { secure: boolean; development: boolean }): RequestHandler {
  return (_request, response, next) => {
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('X-Frame-Options', 'DENY');
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    if (secure) response.setHeader('Strict-Transport-Security', `max-age=${YEAR_S}`);
    if (!development) response.setHeader('Content-Security-Policy', POLICY);
    next();
  };
}

/** Beside the running code when built; under dist/ when run from its sources. */
function clientFolder(): string {
  const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
  return basename(root) === 'dist' ? join(root, 'client') : join(root, 'dist', 'client');
}

export function servePages(app: Express): void {
  const folder = clientFolder();
  app.use(
    '/assets',
    express.static(join(folder, 'assets'), {
      immutable: true,
      maxAge: YEAR_S * 1000,
      fallthrough: false,
      redirect: false,
    }),
  );
  app.use(express.static(folder, { index: false, maxAge: 0, redirect: false }));
  app.get('/{*path}', (_request, response) => {
    const page = join(folder, 'index.html');
    response.setHeader('Cache-Control', 'no-cache');
    if (existsSync(page)) response.sendFile(page);
    else
      response
        .status(503)
        .type('text/plain')
        .send('The browser part is not built yet. Run "npm start", or "npm run build".\n');
  });
}
