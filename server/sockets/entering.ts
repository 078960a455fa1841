/**
 * Entering a room: a person who enters joins the crew if they may, and gets the room's state.
 *
 *   new here   -> the folded room and its newest page                 nothing here grows with the incident's age
 *   returning  -> the commits after the position they have            (not on this log, or over 1,000 back: all again, `rewound`)
 *
 * Joining is a request of its own: when it is refused, or cannot be written just now, the room is read without it.
 * A closed room is read without joining, until someone acts in it or is about to write there (`joins`).
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Commit, Position } from '../../shared/envelope.ts';
import type { CommandAnswer, Entered, EnterAnswer, enter, You } from '../../shared/protocol.ts';
import { arrive, isClosed, isMember, LAW_VERSION, type RoomState } from '../../shared/room.ts';
import { placeOf } from '../../shared/standing.ts';
import { arrivalOf, type Caller } from '../access/caller.ts';
import { newest, oldest, type Most } from './pages.ts';
import type { Feeds } from './feeds.ts';
import type { Hosted, Hosting } from '../rooms/hosting.ts';
import { bytesOnce } from '../edge/json-once.ts';
import { unseen } from '../edge/room-guard.ts';

/** The newest page, and the commits for a person who returns. */
const PAGE: Most = { commits: 100, bytes: 64 * 1024 };
const RETURN: Most = { commits: 500, bytes: 256 * 1024 };
/** A client that misses more commits than this gets the folded room instead. */
const MOST_MISSED = 1_000;

/** Of each room, as they were last asked for. */
const newestPages = new WeakMap<object, { readonly version: number; readonly commits: readonly Commit[] }>();

export type Entering = z.output<typeof enter>;

/** What to answer; the room is to be subscribed to from the answer's version on. Throws Unavailable. */
export async function openRoom(
  { hosting, hosted, feeds }: { readonly hosting: Hosting; readonly hosted: Hosted<RoomState>; readonly feeds: Feeds },
  caller: Caller,
  wish: Entering,
): Promise<EnterAnswer> {
  await hosted.fresh();
  const refusal = unseen(caller, hosted);
  if (refusal !== null) return refusal;
  await comeIn(hosted, caller, wish);
  await feeds.nextTelling();
  const part =
    (wish.after === undefined ? null : await since(hosted, wish.after)) ??
    (await whole(hosted, wish.after !== undefined));
  const now = new Date(hosting.now()).toISOString();
  return { ok: true, you: youIn(hosted.folded.state, caller), law: LAW_VERSION, now, ...part };
}

/**
 * Also by the first opened document or the first attachment. What came of joining; null when there was nothing to join.
 */
export async function comeIn(
  hosted: Hosted<RoomState>,
  caller: Caller,
  wish: Pick<Entering, 'as' | 'area' | 'joins'> = {},
): Promise<CommandAnswer | null> {
  const { state } = hosted.folded;
  const arrival = arrivalOf(caller, { as: wish.as, area: wish.area });
  const onlyReads = isClosed(state) && wish.joins !== true;
  if (arrival === undefined || hosted.frozen !== null || onlyReads || isMember(state, caller.actor.id)) return null;
  // Not a UUID: no one outside can make the same.
  const joined = await hosted.send(arrive(`join:${randomUUID()}`, arrival), { actor: caller.actor });
  if (joined.ok && hosted.folded.position.version < joined.version) await hosted.fresh();
  return joined;
}

type Part = Position & Pick<Entered, 'room' | 'commits' | 'rewound'>;

async function whole(hosted: Hosted<RoomState>, returning: boolean): Promise<Part> {
  const { state, position } = hosted.folded;
  const commits = await newestPage(hosted, position.version);
  // Many enter while both are the same.
  bytesOnce(state);
  bytesOnce(commits);
  return { ...position, room: state, commits, ...(returning ? { rewound: true as const } : {}) };
}

async function newestPage(hosted: Hosted<RoomState>, version: number): Promise<readonly Commit[]> {
  const known = newestPages.get(hosted);
  if (known?.version === version) return known.commits;
  const commits = await newest(hosted, version + 1, PAGE);
  newestPages.set(hosted, { version, commits });
  return commits;
}

/** The commits after a position; null when that position is not on this log, or too many are missing. */
async function since(hosted: Hosted<RoomState>, after: Position): Promise<Part | null> {
  const missed = hosted.folded.position.version - after.version;
  if (missed < 0 || missed > MOST_MISSED) return null;
  const [known] = after.version === 0 ? [] : await hosted.after(after.version - 1, 1);
  if (after.version > 0 && (known?.version !== after.version || known.hash !== after.hash)) return null;
  const commits = await oldest(hosted, after.version, RETURN);
  const last = commits.at(-1) ?? after;
  return { version: last.version, hash: last.hash, commits };
}

function youIn(room: RoomState, { actor, person }: Caller): You {
  return {
    id: actor.id,
    name: actor.name,
    ...placeOf(room, actor.id),
    administrator: actor.administrator,
    trained: person?.trained ?? false,
  };
}
