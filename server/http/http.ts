/**
 * HTTP: every address of this server, in the order in which they are looked up.
 *
 *   safe headers -> health -> API (routes, then "no such address") -> pages of the browser's part
 */
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Config } from '../config/config.ts';
import { accessRoutes, type AccessRouteParts } from './access.ts';
import { attachmentRoutes, type AttachmentRouteParts } from './attachments.ts';
import { documentRoutes, type DocumentRouteParts } from './document.ts';
import { reply, send, sorry } from './answer.ts';
import { description as itself } from './answers.ts';
import { openRoute, serve, type ExchangeParts, type Route } from './exchange.ts';
import { inviteRoutes, type InviteRouteParts } from './invites.ts';
import { linkRoutes, type LinkRouteParts } from './links.ts';
import { pastRoutes } from './past.ts';
import { oidcRoutes, type OidcRouteParts } from './oidc.ts';
import { passwordRoutes } from './passwords.ts';
import { peopleRoutes } from './people.ts';
import { healthRoutes, metricsRoute, type HealthParts } from './health.ts';
import { describeApi } from './openapi.ts';
import { safeHeaders, servePages } from './pages.ts';
import { sampleRoutes, type SampleRouteParts } from './sample.ts';
import { roomRoutes, type RoomRouteParts } from './rooms.ts';
import { sessionRoutes } from './sessions.ts';
import { serviceRoutes } from './services.ts';
import { tokenRoutes } from './tokens.ts';
import { policyRoutes } from './policy.ts';
import { templateRoutes } from './template.ts';
import { no } from '../edge/well-formed.ts';
import type { Metrics } from '../metrics.ts';

export interface HttpParts
  extends
    ExchangeParts,
    HealthParts,
    AccessRouteParts,
    LinkRouteParts,
    OidcRouteParts,
    InviteRouteParts,
    RoomRouteParts,
    SampleRouteParts,
    DocumentRouteParts,
    AttachmentRouteParts {
  readonly config: Config;
  /** Served over https. */
  readonly secure: boolean;
  /** Serves pages from their sources, with reload; null when they are built. */
  readonly development: RequestHandler | null;
}

export function createHttp(parts: HttpParts): Express {
  const { secure, development } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(safeHeaders({ secure, development: development !== null }));
  healthRoutes(app, parts);
  if (parts.config.network.metricsPort === null) app.get('/metrics', metricsRoute(parts.metrics));
  serveApi(app, parts);
  if (development === null) servePages(app);
  else app.use(development);
  // Not the framework's own page, which drops the safe headers.
  app.use((_request, response) => send(response, no('http.no-such-address')));
  app.use(onError(parts));
  return app;
}

/**
 * The counts on a port of their own. Only here with those of all rooms: how an organization is doing is nothing for
 * strangers.
 */
export function createMetricsHttp(metrics: Metrics, ofRooms: () => Promise<string>): Express {
  const app = express();
  app.disable('x-powered-by');
  app.get('/metrics', metricsRoute(metrics, ofRooms));
  return app;
}

function serveApi(app: Express, parts: HttpParts): void {
  const routes: Route[] = [
    ...roomRoutes(parts),
    ...pastRoutes(),
    ...documentRoutes(parts),
    ...attachmentRoutes(parts),
    ...linkRoutes(parts),
    ...inviteRoutes(parts),
    ...accessRoutes(parts),
    ...passwordRoutes(parts),
    ...oidcRoutes(parts),
    ...tokenRoutes(parts),
    ...peopleRoutes(parts),
    ...sessionRoutes(parts),
    ...serviceRoutes(parts),
    ...policyRoutes(parts),
    ...templateRoutes(parts),
    ...sampleRoutes(parts),
  ];
  // Made once: it is the same for everyone, and anyone may ask for it.
  let description: Record<string, unknown> | null = null;
  routes.push(
    openRoute('get', '/api/openapi.json', {
      id: 'describe',
      gives: [200, itself],
      about: 'This description.',
      handle: async () =>
        reply(
          200,
          (description ??= describeApi(routes, { address: parts.address(), cookie: await parts.cookie.name() })),
        ),
    }),
  );
  for (const each of routes) app[each.method](each.path.replace(/\{(\w+)\}/g, ':$1'), serve(parts, each));
  app.use('/api', (_request, response) => send(response, no('http.no-such-address')));
}

function onError(parts: HttpParts): ErrorRequestHandler {
  return (problem: unknown, _request, response, next) => {
    if (response.headersSent) return next(problem);
    const isMissing = typeof problem === 'object' && problem !== null && 'status' in problem && problem.status === 404;
    send(response, isMissing ? no('http.no-such-address') : sorry(parts, problem));
  };
}
