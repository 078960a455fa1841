/**
 * HTTP: every address of this server, in the order in which they are looked up.
 *
 *   safe headers -> health -> API (routes, then "no such address") -> pages of the browser's part
 */
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Config } from '../config.ts';
import { accessRoutes, type AccessRouteParts } from './http-access.ts';
import { attachmentRoutes, type AttachmentRouteParts } from './http-attachments.ts';
import { documentRoutes, type DocumentRouteParts } from './http-document.ts';
import { openRoute, reply, send, serve, sorry, type ExchangeParts, type Route } from './http-exchange.ts';
import { healthRoutes, metricsRoute, type HealthParts } from './http-health.ts';
import { describeApi } from './http-openapi.ts';
import { safeHeaders, servePages } from './http-pages.ts';
import { roomRoutes, type RoomRouteParts } from './http-rooms.ts';
import { serviceRoutes } from './http-services.ts';
import { templateRoutes } from './http-template.ts';
import { no } from '../door/well-formed.ts';

export interface HttpParts
  extends ExchangeParts, HealthParts, AccessRouteParts, RoomRouteParts, DocumentRouteParts, AttachmentRouteParts {
  readonly config: Config;
  /** Serves pages from their sources, with reload; null when they are built. */
  readonly development: RequestHandler | null;
}

/** Larger than any command may be, so that one too large is told so and not cut off. */
const MOST_BODY = '1mb';

export function createHttp(parts: HttpParts): Express {
  const { config, secure, development } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  app.use(safeHeaders({ secure, development: development !== null }));
  healthRoutes(app, parts);
  if (config.metricsPort === null) app.get('/metrics', metricsRoute(parts.metrics));
  serveApi(app, parts);
  if (development === null) servePages(app);
  else app.use(development);
  // Not the framework's own page, which takes the safe headers away.
  app.use((_request, response) => send(response, no('http.no-such-address')));
  app.use(onError(parts));
  return app;
}

/** The counts on a port of their own. */
export function createMetricsHttp(parts: Pick<HttpParts, 'metrics'>): Express {
  const app = express();
  app.disable('x-powered-by');
  app.get('/metrics', metricsRoute(parts.metrics));
  return app;
}

function serveApi(app: Express, parts: HttpParts): void {
  const routes: Route[] = [
    ...roomRoutes(parts),
    ...documentRoutes(parts),
    ...attachmentRoutes(parts),
    ...accessRoutes(parts),
    ...serviceRoutes(parts),
    ...templateRoutes(parts),
  ];
  routes.push(
    openRoute('get', '/api/openapi.json', {
      about: 'This description.',
      handle: async () => reply(200, describeApi(routes, parts.address())),
    }),
  );
  const answer = (each: Route) => app[each.method](each.path.replace(/\{(\w+)\}/g, ':$1'), serve(parts, each));
  routes.filter((each) => each.takesBytes).forEach(answer);
  app.use('/api', express.text({ type: () => true, limit: MOST_BODY }));
  routes.filter((each) => !each.takesBytes).forEach(answer);
  app.use('/api', (_request, response) => send(response, no('http.no-such-address')));
}

function onError(parts: HttpParts): ErrorRequestHandler {
  return (problem: unknown, _request, response, next) => {
    if (response.headersSent) return next(problem);
    const isMissing = typeof problem === 'object' && problem !== null && 'status' in problem && problem.status === 404;
    send(response, isMissing ? no('http.no-such-address') : sorry(parts, problem));
  };
}
