/**
 * Entering a room: who comes in joins the crew if they may, and hears where the room stands.
 *
 *   new here   -> the folded room and its newest page                 nothing here grows with the incident's age
 *   returning  -> the commits after the position they have            (a position that is not on this log: all anew, `rewound`)
 *
 * Joining is a wish of its own: when it is refused, or cannot be written just now, the room is read without it.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Commit, Position } from '../../shared/envelope.ts';
import type { CommandAnswer, Entered, EnterAnswer, enter, You } from '../../shared/protocol.ts';
import { arrive, isClosed, isMember, LAW_VERSION, mayRead, type RoomState } from '../../shared/room.ts';
import { placeOf } from '../../shared/standing.ts';
import { arrivalOf, type Caller } from '../access/caller.ts';
import { readable } from './commanding.ts';
import type { Hosted, Hosting } from '../rooms/hosting.ts';
import { no } from './well-formed.ts';

const PAGE = 100;
const MOST_AT_ONCE = 500;

export type Entering = z.output<typeof enter>;
export type Opened = { readonly hosted: Hosted<RoomState>; readonly answer: Entered };

/** What to answer, and the room to subscribe to from the answer's version on; or why not. Throws Unavailable. */
export async function openRoom(
  hosting: Hosting,
  caller: Caller,
  wish: Entering,
): Promise<Opened | Exclude<EnterAnswer, Entered>> {
  const hosted = await readable(hosting, caller, wish.room);
  if (hosted === null) return no('room.unknown');
  await hosted.fresh();
  if (!mayRead(hosted.folded.state, caller.actor.id)) return no('room.unknown');
  await comeIn(hosted, caller, wish);
  const part =
    (wish.after === undefined ? null : await since(hosted, wish.after)) ??
    (await whole(hosted, wish.after !== undefined));
  const now = new Date(hosting.now()).toISOString();
  return { hosted, answer: { ok: true, you: youIn(hosted.folded.state, caller), law: LAW_VERSION, now, ...part } };
}

/** Also by the first opened document or the first attachment. What came of joining; null when there was nothing to join. */
export async function comeIn(
  hosted: Hosted<RoomState>,
  caller: Caller,
  wish: Pick<Entering, 'as' | 'area'> = {},
): Promise<CommandAnswer | null> {
  const { state } = hosted.folded;
  const arrival = arrivalOf(caller, { as: wish.as, area: wish.area });
  if (arrival === undefined || hosted.frozen !== null || isClosed(state) || isMember(state, caller.actor.id))
    return null;
  // Not a UUID: nobody outside can coin the same.
  const joined = await hosted.send(arrive(`join:${randomUUID()}`, arrival), { actor: caller.actor });
  if (joined.ok && hosted.folded.position.version < joined.version) await hosted.fresh();
  return joined;
}

type Part = Position & Pick<Entered, 'room' | 'commits' | 'rewound'>;

async function whole(hosted: Hosted<RoomState>, returning: boolean): Promise<Part> {
  const { state, position } = hosted.folded;
  const commits = await hosted.before(position.version + 1, PAGE);
  return { ...position, room: state, commits, ...(returning ? { rewound: true as const } : {}) };
}

/** The commits after a position; null when that position is not on this log. */
async function since(hosted: Hosted<RoomState>, after: Position): Promise<Part | null> {
  if (after.version > hosted.folded.position.version) return null;
  const [known, commits] = await reading(hosted, after.version);
  if (after.version > 0 && known?.hash !== after.hash) return null;
  const last = commits.at(-1) ?? after;
  return { version: last.version, hash: last.hash, commits };
}

/** The commit at a version, and those after it. */
async function reading(hosted: Hosted<RoomState>, version: number): Promise<[Commit | undefined, readonly Commit[]]> {
  if (version === 0) return [undefined, await hosted.after(0, MOST_AT_ONCE)];
  const [known, ...commits] = await hosted.after(version - 1, MOST_AT_ONCE + 1);
  return [known?.version === version ? known : undefined, commits];
}

export function youIn(room: RoomState, { actor, person }: Caller): You {
  return {
    id: actor.id,
    name: actor.name,
    ...placeOf(room, actor.id),
    administrator: actor.administrator,
    trained: person?.trained ?? false,
  };
}
