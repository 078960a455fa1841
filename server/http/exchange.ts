/**
 * One HTTP exchange, the same for every address: may this page ask, who asks, is what the route is about open to them,
 * is it well formed; then the route's own answer, or a problem document (RFC 9457) with the refusal's code. Routes are
 * values, so that openapi.json is made from the very same schemas, and none is without a guard:
 *
 *   anyone    also without a session (openRoute)
 *   someone  a session or a token; the route shows only what is open to its caller (route)
 *   room      and the caller may see the room that the path names, now (roomRoute)
 */
import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { NotOk } from '../../shared/protocol.ts';
import type { RoomState } from '../../shared/room.ts';
import { bearerOf } from '../access/admission.ts';
import { letGo } from '../attachments/body.ts';
import { isSomebodyElse, type Access, type Caller } from '../access/caller.ts';
import { overdueRefusal } from '../access/overdue.ts';
import { FREE, type Budgets, type Turn } from '../budgets/budgets.ts';
import type { Fields, Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { Audit } from '../security-log.ts';
import type { OriginOf } from '../edge/origins.ts';
import { freshRoomFor, unseen, type Found } from '../edge/room-guard.ts';
import type { Hosted, Hosting } from '../rooms/hosting.ts';
import { busy, check, MOST_BYTES, no, readJson } from '../edge/well-formed.ts';
import { send, sorry, statusFor, type Reply } from './answer.ts';
import { readText, sentBytes } from './body.ts';

/** Of a request that may be anyone's: a link's code, a name, an area. */
const MOST_OF_NOBODY_BYTES = 4 * 1024;

export interface Exchange<Who, Body, Query> {
  readonly caller: Who;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly query: Query;
  readonly request: Request;
  readonly response: Response;
  /** A line of the security log about this exchange. */
  readonly audit: (event: string, fields?: Fields) => void;
}

export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As OpenAPI writes it: /api/rooms/{id} */
  readonly path: string;
  readonly id: string;
  readonly about: string;
  readonly gives: Gives;
  readonly guard: 'anyone' | 'somebody' | 'room';
  readonly body: z.ZodType | null;
  readonly query: z.ZodType | null;
  /** How large its body may be, in bytes. */
  readonly mostBytes: number;
  /** Said to everyone but administrators before the body is read; null: the route is not only for them. */
  readonly othersAreTold: string | null;
  /** As how many reads it counts; 0 for what changes something. */
  readonly reads: number;
  /** Its body is bytes, and the route reads them itself. */
  readonly takesBytes: boolean;
  /** Its answer is bytes, which have turns and a budget of their own. */
  readonly givesBytes: boolean;
  readonly handle: (exchange: Exchange<Caller | null, unknown, unknown> & InRoom) => Promise<Reply | NotOk>;
}

/** The status of an answer that is no refusal, and its body. */
interface Gives<Answer extends z.ZodType = z.ZodType> {
  readonly status: 200 | 201 | 204 | 302;
  readonly answer: Answer;
}

/** Of a route that is guarded by its room. */
export interface InRoom {
  readonly hosted: Hosted<RoomState>;
}

interface Spec<Who, Body extends z.ZodType, Query extends z.ZodType, Answer extends z.ZodType, More = object> {
  /** Its name for programs that are generated from the description. */
  readonly id: string;
  readonly about: string;
  /** As `[status, schema]`. */
  readonly gives: readonly [Gives['status'], Answer];
  readonly body?: Body;
  readonly query?: Query;
  /** Only for administrators, whose body may be larger than a command: how large, and what others are told. */
  readonly administrators?: { readonly mostBytes: number; readonly othersAreTold: string };
  /** A heavy read: as how many it counts. */
  readonly reads?: number;
  readonly takesBytes?: true;
  readonly givesBytes?: true;
  readonly handle: (
    exchange: Exchange<Who, z.output<Body>, z.output<Query>> & More,
  ) => Promise<Reply<z.input<Answer>> | NotOk>;
}

/** A route for callers: `route('get', '/api/rooms/{id}', {...})`. */
export function route<Answer extends z.ZodType, Body extends z.ZodType, Query extends z.ZodType>(
  method: Route['method'],
  path: string,
  spec: Spec<Caller, Body, Query, Answer>,
): Route {
  return { ...described(spec, { method, most: MOST_BYTES }), method, path, guard: 'somebody' };
}

/**
 * A route about the room `{id}` of its path: a caller who may not see it hears so before anything else is looked at.
 */
export function roomRoute<Answer extends z.ZodType, Body extends z.ZodType, Query extends z.ZodType>(
  method: Route['method'],
  path: `/api/rooms/{id}${string}`,
  spec: Spec<Caller, Body, Query, Answer, InRoom>,
): Route {
  return { ...described(spec, { method, most: MOST_BYTES }), method, path, guard: 'room' };
}

/** A route that anyone may use. */
export function openRoute<Answer extends z.ZodType, Body extends z.ZodType, Query extends z.ZodType>(
  method: Route['method'],
  path: string,
  spec: Spec<Caller | null, Body, Query, Answer>,
): Route {
  return { ...described(spec, { method, most: MOST_OF_NOBODY_BYTES }), method, path, guard: 'anyone' };
}

function described<Who, Body extends z.ZodType, Query extends z.ZodType, Answer extends z.ZodType, More>(
  spec: Spec<Who, Body, Query, Answer, More>,
  { method, most }: { method: Route['method']; most: number },
): Omit<Route, 'method' | 'path' | 'guard'> {
  const { id, about, body, query, administrators, takesBytes, givesBytes, handle } = spec;
  const [status, answer] = spec.gives;
  return {
    id,
    about,
    gives: { status, answer },
    body: body ?? null,
    query: query ?? null,
    mostBytes: administrators?.mostBytes ?? most,
    othersAreTold: administrators?.othersAreTold ?? null,
    reads: method === 'get' ? (spec.reads ?? 1) : 0,
    takesBytes: takesBytes ?? false,
    givesBytes: givesBytes ?? false,
    handle: handle as unknown as Route['handle'],
  };
}

export interface ExchangeParts {
  readonly hosting: Hosting;
  readonly access: Access;
  readonly originOf: OriginOf;
  /** Under which people open this Watchfloor. */
  readonly address: () => string;
  readonly audit: Audit;
  readonly budgets: Budgets;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

export function serve(parts: ExchangeParts, each: Route): RequestHandler {
  return (request, response) => {
    exchange(parts, each, { request, response })
      .then((answer) => {
        if (!answer.ok && !request.complete)
          letGo(request, (bytes) => parts.budgets.discarded(parts.budgets.addressOf(request), bytes));
        send(response, answer);
      })
      .catch((problem: unknown) => send(response, sorry(parts, problem)));
  };
}

/** How long an answer that no one takes counts as under way. */
const TAKEN_WITHIN_MS = 10_000;
/** A body that took longer to arrive has its sender looked at once more. */
const QUICK_MS = 250;

interface Asked {
  readonly request: Request;
  readonly response: Response;
}

async function exchange(parts: ExchangeParts, each: Route, asked: Asked): Promise<Reply | NotOk> {
  const { request, response } = asked;
  const refusal = originRefusal(parts, each, request);
  if (refusal !== null) {
    parts.audit(request, 'http.foreign-origin', { method: request.method });
    return refusal;
  }
  const caller = await parts.access.whoIs(request);
  const audit: Exchange<unknown, unknown, unknown>['audit'] = (event, fields) =>
    parts.audit(request, event, { ...(caller === null ? {} : { by: caller.actor.id }), ...fields });
  const turn = await turnOf(parts.budgets, each, { caller, request });
  if (turn.ok) untilSent(response, turn);
  // The client has left while it waited for its turn: nothing is made that no one takes.
  if (response.closed) return busy();
  const answer = turn.ok ? await answerTo(parts, each, { ...asked, caller, audit }) : turn;
  if (!answer.ok && statusFor(answer.code) === 429)
    audit('limit.reached', { code: answer.code, method: request.method, path: each.path });
  if (caller !== null && answer.ok && each.reads > 0 && !each.givesBytes)
    response.once('finish', () =>
      parts.budgets.answered(caller.actor.id, Number(response.getHeader('Content-Length') ?? 0)),
    );
  return answer;
}

type Recognised = Asked & Pick<Exchange<Caller | null, unknown, unknown>, 'caller' | 'audit'>;

async function answerTo(parts: ExchangeParts, each: Route, asked: Recognised): Promise<Reply | NotOk> {
  const { caller, request } = asked;
  const guarded = await guard(parts, each, asked);
  if (!guarded.ok) return guarded;
  const query = each.query === null ? { ok: true as const, value: {} } : check(each.query, { ...request.query });
  if (!query.ok) return query;
  const began = Date.now();
  const body =
    each.body === null ? { ok: true as const, value: undefined } : await readBody(each.body, request, each.mostBytes);
  if (!body.ok) return body;
  // A body that takes its time must not outlive the right of its sender.
  if (caller !== null && Date.now() - began > QUICK_MS) {
    if ((await parts.access.recheck([caller]))[0] === null) return no('access.no-session');
    const since = guarded.hosted === null ? null : unseen(caller, guarded.hosted);
    if (since !== null) return since;
  }
  const params = request.params as Record<string, string>;
  return each.handle({
    ...asked,
    params,
    body: body.value,
    query: query.value,
    hosted: guarded.hosted as Hosted<RoomState>,
  });
}

/** Whether the route is open to this caller, with the room that it is about. */
async function guard(
  { hosting }: ExchangeParts,
  each: Route,
  { caller, request, audit }: Recognised,
): Promise<Found | { readonly ok: true; readonly hosted: null }> {
  const nowhere = { ok: true, hosted: null } as const;
  if (caller === null) {
    if (each.guard === 'anyone') return nowhere;
    const way = bearerOf(request) === null ? 'session' : 'token';
    if (way === 'token' || request.headers.cookie !== undefined) audit('access.refused', { way });
    return no('access.no-session');
  }
  if (isSomebodyElse(caller, request.headers['watchfloor-person'])) return no('access.no-session');
  const found = each.guard === 'room' ? await freshRoomFor(hosting, caller, String(request.params['id'])) : nowhere;
  if (!found.ok) return found;
  const changesNothing = each.method === 'get' || each.guard === 'anyone';
  const refusal = changesNothing ? null : overdueRefusal(caller, found.hosted?.folded.state ?? null);
  if (refusal !== null) return refusal;
  return each.othersAreTold !== null && !caller.administrator ? no(each.othersAreTold) : found;
}

/** This caller's turn, or what they do too much of, before any of it is done. */
async function turnOf(
  budgets: Budgets,
  each: Route,
  { caller, request }: { caller: Caller | null; request: Request },
): Promise<Turn | NotOk> {
  if (caller === null) return (await budgets.stranger(budgets.addressOf(request))) ?? FREE;
  if (each.givesBytes) return (await budgets.look(caller)) ?? FREE;
  if (each.reads > 0) return budgets.read(caller, each.reads);
  const tooFast = await budgets.change(caller);
  if (tooFast !== null || each.takesBytes) return tooFast ?? FREE;
  return (await budgets.body(caller, Math.min(sentBytes(request, each.mostBytes), each.mostBytes))) ?? FREE;
}

/** Its turn ends when the answer was taken; a client that takes it too slowly does not keep it. */
function untilSent(response: Response, { done }: Turn): void {
  if (response.closed) return done();
  const late = setTimeout(done, TAKEN_WITHIN_MS).unref();
  response.once('close', () => {
    clearTimeout(late);
    done();
  });
}

/** A request that changes something with a cookie, or comes from a page at all, must come from a page of ours. */
function originRefusal({ originOf, address }: ExchangeParts, each: Route, request: Request): NotOk | null {
  if (each.method === 'get') return null;
  const origin = originOf(request);
  if (origin === 'own') return null;
  const byCookie = bearerOf(request) === null && request.headers.cookie !== undefined;
  return origin === 'foreign' || byCookie ? no('access.origin', { address: address() }) : null;
}

async function readBody(schema: z.ZodType, request: Request, most: number) {
  const read = await readText(request, most);
  if (!read.ok)
    return read.flaw === 'too-large'
      ? no('command.too-large')
      : no('command.malformed', { problem: 'it did not arrive whole in time' });
  const json = readJson(read.text === '' ? '{}' : read.text);
  return json.ok ? check(schema, json.value, most) : json;
}
