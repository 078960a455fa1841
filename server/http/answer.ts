/**
 * How an answer goes out over HTTP: a reply as it is, a refusal as a problem document (RFC 9457) whose status follows
 * from its code.
 */
import type { Response } from 'express';
import type { NotOk } from '../../shared/protocol.ts';
import { REFUSALS } from '../../shared/refusals.ts';
import { no } from '../edge/well-formed.ts';
import { told, type Logger } from '../logger.ts';
import { Unavailable, Unconfirmed } from '../log/room-log.ts';
import type { Metrics } from '../metrics.ts';

/** JSON, or text or bytes of a stated type. */
export interface Reply<Body = unknown> {
  readonly ok: true;
  readonly status: number;
  readonly body?: Body;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
export const reply = <Body extends object>(status: number, body: Body): Reply<Body> => ({ ok: true, status, body });
export const done: Reply<undefined> = { ok: true, status: 204 };

export function sorry(
  { logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics },
  problem: unknown,
): NotOk {
  if (problem instanceof Unavailable) return no('unavailable');
  if (problem instanceof Unconfirmed) return no('unconfirmed');
  if (isTooLarge(problem)) return no('command.too-large');
  if (isUnreadable(problem)) return no('command.malformed', { problem: 'the request cannot be read' });
  metrics.count('watchfloor_errors_total');
  logger.error('http.failed', { problem: told(problem) });
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
  'access.too-many-tries': 429,
  'access.too-many-links': 429,
  'room.too-many': 429,
  'history.full': 429,
  'workspace.inviting-too-fast': 429,
  'workspace.joining-too-fast': 429,
  'attachment.too-fast': 429,
  'access.no-session': 401,
  'access.wrong-password': 401,
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
  if (status === 429 || status === 503)
    response.setHeader('Retry-After', String(Math.max(1, Math.ceil(Number(facts?.['retryAfterMs'] ?? 0) / 1000))));
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
