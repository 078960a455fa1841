/**
 * One HTTP exchange, the same for every address: who asks, may this page ask, is it well formed; then the route's own answer, or a
 * problem document (RFC 9457) with the refusal's code. Routes are values, so that openapi.json is made from the very same schemas.
 */
import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { NotOk } from '../../shared/protocol.ts';
import { REFUSALS } from '../../shared/refusals.ts';
import { bearerOf } from '../access/admission.ts';
import type { Access, Caller } from '../access/caller.ts';
import { told, type Journal } from '../journal.ts';
import type { Metrics } from '../metrics.ts';
import type { OriginOf } from '../door/origins.ts';
import { Unavailable, Unconfirmed } from '../log/room-log.ts';
import { check, MOST_BYTES, no, readJson } from '../door/well-formed.ts';

/** JSON, or text or bytes of a stated type. */
export interface Reply {
  readonly ok: true;
  readonly status: number;
  readonly body?: object | string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
export const reply = (status: number, body?: object): Reply =>
  body === undefined ? { ok: true, status } : { ok: true, status, body };

export interface Exchange<Who, Body, Query> {
  readonly caller: Who;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly query: Query;
  readonly request: Request;
  readonly response: Response;
}

export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** As OpenAPI writes it: /api/rooms/{id} */
  readonly path: string;
  readonly about: string;
  /** Also for somebody who is nobody yet. */
  readonly open: boolean;
  readonly body: z.ZodType | null;
  readonly query: z.ZodType | null;
  /** How large its body may be. */
  readonly mostBytes: number;
  /** Its body is bytes, and the route reads them itself. */
  readonly takesBytes: boolean;
  readonly handle: (exchange: Exchange<Caller | null, unknown, unknown>) => Promise<Reply | NotOk>;
}

interface Spec<Who, Body extends z.ZodType, Query extends z.ZodType> {
  readonly about: string;
  readonly body?: Body;
  readonly query?: Query;
  /** More than a command may have. */
  readonly mostBytes?: number;
  readonly takesBytes?: true;
  readonly handle: (exchange: Exchange<Who, z.output<Body>, z.output<Query>>) => Promise<Reply | NotOk>;
}

/** A route for callers: `route('get', '/api/rooms/{id}', {...})`. */
export function route<Body extends z.ZodType, Query extends z.ZodType>(
  method: Route['method'],
  path: string,
  spec: Spec<Caller, Body, Query>,
): Route {
  return { ...described(spec), method, path, open: false };
}

/** A route that anybody may use. */
export function openRoute<Body extends z.ZodType, Query extends z.ZodType>(
  method: Route['method'],
  path: string,
  spec: Spec<Caller | null, Body, Query>,
): Route {
  return { ...described(spec), method, path, open: true };
}

function described<Who, Body extends z.ZodType, Query extends z.ZodType>({
  about,
  body,
  query,
  mostBytes,
  takesBytes,
  handle,
}: Spec<Who, Body, Query>): Omit<Route, 'method' | 'path' | 'open'> {
  return {
    about,
    body: body ?? null,
    query: query ?? null,
    mostBytes: mostBytes ?? MOST_BYTES,
    takesBytes: takesBytes ?? false,
    handle: handle as Route['handle'],
  };
}

export interface ExchangeParts {
  readonly access: Access;
  readonly originOf: OriginOf;
  readonly journal: Journal;
  readonly metrics: Metrics;
}

export function serve(parts: ExchangeParts, each: Route): RequestHandler {
  return (request, response) => {
    exchange(parts, each, { request, response })
      .then((answer) => send(response, answer))
      .catch((problem: unknown) => send(response, sorry(parts, problem)));
  };
}

async function exchange(
  parts: ExchangeParts,
  each: Route,
  { request, response }: { request: Request; response: Response },
): Promise<Reply | NotOk> {
  const refusal = originRefusal(parts.originOf, each, request);
  if (refusal !== null) {
    parts.journal.security('http.foreign-origin', { method: request.method });
    return refusal;
  }
  const caller = await parts.access.whoIs(request);
  if (caller === null && !each.open) return no('access.no-session');
  const query = each.query === null ? { ok: true as const, value: {} } : check(each.query, { ...request.query });
  if (!query.ok) return query;
  const body =
    each.body === null ? { ok: true as const, value: undefined } : readBody(each.body, request, each.mostBytes);
  if (!body.ok) return body;
  const params = request.params as Record<string, string>;
  return each.handle({ caller, params, body: body.value, query: query.value, request, response });
}

/** Whoever changes something with a cookie, or comes from a page at all, must come from a page of ours. */
function originRefusal(originOf: OriginOf, each: Route, request: Request): NotOk | null {
  if (each.method === 'get') return null;
  const origin = originOf(request);
  if (origin === 'own') return null;
  const byCookie = bearerOf(request) === null && request.headers.cookie !== undefined;
  return origin === 'foreign' || byCookie ? no('access.origin') : null;
}

function readBody(schema: z.ZodType, request: Request, most: number) {
  const text = typeof request.body === 'string' ? request.body : '';
  const json = readJson(text === '' ? '{}' : text);
  return json.ok ? check(schema, json.value, most) : json;
}

export function sorry({ journal, metrics }: Pick<ExchangeParts, 'journal' | 'metrics'>, problem: unknown): NotOk {
  if (problem instanceof Unavailable) return no('unavailable');
  if (problem instanceof Unconfirmed) return no('unconfirmed');
  if (isTooLarge(problem)) return no('command.too-large');
  if (isUnreadable(problem)) return no('command.malformed', { problem: 'the request cannot be read' });
  metrics.count('watchfloor_errors_total');
  journal.error('http.failed', { problem: told(problem) });
  return no('unavailable');
}

const statusOf = (problem: unknown): number =>
  typeof problem === 'object' && problem !== null && 'status' in problem ? Number(problem.status) : 0;
const isTooLarge = (problem: unknown): boolean => statusOf(problem) === 413;
const isUnreadable = (problem: unknown): boolean => statusOf(problem) >= 400 && statusOf(problem) < 500;

export function send(response: Response, answer: Reply | NotOk): void {
  if (response.headersSent) return;
  response.setHeader('Cache-Control', 'no-store');
  if (!answer.ok) return sendProblem(response, answer);
  const { status, body, type, headers = {} } = answer;
  response.status(status).set(headers);
  if (body === undefined) response.end();
  else if (typeof body === 'string' || Buffer.isBuffer(body)) response.type(type ?? 'text/plain').send(body);
  else response.json(body);
}

const STATUS = { state: 409, authority: 403, malformed: 422, unknown: 404 } as const;
/** Where a code says more than its kind. */
const EXCEPTIONS: Readonly<Record<string, number>> = {
  unconfirmed: 503,
  unavailable: 503,
  busy: 429,
  'access.no-session': 401,
  'attachment.too-large': 413,
  'attachment.incomplete': 408,
  'attachment.damaged': 502,
};
const TITLE: Readonly<Record<number, string>> = {
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  408: 'Too slow',
  409: 'Not possible now',
  413: 'Too large',
  422: 'Not understood',
  429: 'Busy',
  502: 'Damaged',
  503: 'Not available',
};

export const statusFor = (code: string): number => EXCEPTIONS[code] ?? STATUS[REFUSALS[code]?.kind ?? 'state'];

function sendProblem(response: Response, { code, message, facts }: NotOk): void {
  const status = statusFor(code);
  if (status === 429 || status === 503) response.setHeader('Retry-After', '1');
  if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  const problem = {
    type: 'about:blank',
    title: TITLE[status] ?? 'Refused',
    status,
    code,
    detail: message,
    ...(facts === undefined ? {} : { facts }),
  };
  response.status(status).type('application/problem+json').send(JSON.stringify(problem));
}
