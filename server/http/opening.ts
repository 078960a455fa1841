/** A session opens for a browser: always with a fresh value, and the browser's older session ends with it. */
import { randomBytes } from 'node:crypto';
import { generationOf } from '../../shared/workspace/people.ts';
import type { Person } from '../../shared/workspace/words.ts';
import { deviceOf } from '../access/devices.ts';
import type { Attempt } from '../access/attempts.ts';
import type { Opening, SessionCookie, Sessions } from '../access/sessions.ts';
import { hashOf } from '../access/vault.ts';
import type { Exchange } from './exchange.ts';

export interface OpeningParts {
  readonly sessions: Sessions;
  readonly cookie: SessionCookie;
}

export interface SigningIn extends Pick<Opening, 'once' | 'ends' | 'room'> {
  readonly person: Person;
  /** How they came: the kind of a link, or another way. */
  readonly way: { readonly link: string } | { readonly way: string };
  readonly attempt: Pick<Attempt, 'secret' | 'hash'>;
  /** They were signed in already, and stay the same person. */
  readonly isSame?: boolean;
}

/** False: this attempt, or another one with the same link, had its session before. */
export async function openSession(
  { sessions, cookie }: OpeningParts,
  { request, response, audit }: Pick<Exchange<unknown, unknown, unknown>, 'request' | 'response' | 'audit'>,
  { person, way, isSame = false, ...opening }: SigningIn,
): Promise<boolean> {
  const older = await cookie.hashIn(request);
  const device = deviceOf(request.headers['user-agent']);
  const createdAt = isSame && older !== null ? (await sessions.look(older))?.createdAt : undefined;
  const ends = [...opening.ends, ...(older === null ? [] : [{ kind: 'session', hash: older }])];
  const generation = generationOf(person);
  if (!(await sessions.open({ ...opening, person: person.id, generation, device, createdAt, ends }))) return false;
  audit('session.opened', { person: person.id, ...way });
  response.append('Set-Cookie', await cookie.carrying(opening.attempt.secret));
  return true;
}

/** For a way in that is no link: every try is a new one. */
export function freshOpening(): Pick<SigningIn, 'attempt' | 'once' | 'ends' | 'room'> {
  const secret = randomBytes(32).toString('base64url');
  const hash = hashOf(secret);
  return { attempt: { secret, hash }, once: hash, ends: [], room: null };
}
