/**
 * The acceptance walk as the receiver sees it: one tick for each owner whose tasks are on time, one for each task that
 * is overdue or blocked; your own are reassigned, stopped or kept; what was created after the offer, or was declined
 * and has no owner, is only shown. The domain says what has to be walked. A tick is about a task in the state in which
 * it was ticked: one that becomes overdue meanwhile asks for a tick of its own.
 */
import { isolated } from '../../shared/isolated.ts';
import type { DataOf } from '../../shared/commands.ts';
import { leftOf, needsALook as isMarked, walkOf } from '../../shared/floor/walk.ts';
import type { Offer } from '../../shared/floor/words.ts';
import type { RoomState } from '../../shared/room.ts';
import { holdsSeat, isResponder } from '../../shared/standing.ts';
import type { Task, TasksState } from '../../shared/tasks/words.ts';

export interface Walk {
  readonly owners: ReadonlyArray<{ readonly owner: string; readonly tasks: readonly Task[] }>;
  readonly marked: readonly Task[];
  readonly mine: readonly Task[];
  /** Created after the offer: shown, not ticked. */
  readonly fresh: readonly Task[];
  /** Declined, and no one else has them yet. */
  readonly nobodys: readonly Task[];
}

/** What happens to the receiver's own task. */
export type Fate =
  | { readonly how: 'pass-on'; readonly to: string }
  | { readonly how: 'stop' }
  | { readonly how: 'keep'; readonly why: string };

export interface WalkDraft {
  readonly ticks: readonly string[];
  readonly fates: Readonly<Record<string, Fate>>;
}

export const UNWALKED: WalkDraft = { ticks: [], fates: {} };

/** `now`: the server's time in milliseconds. */
export const needsALook = (task: Task, now: number): boolean =>
  task.status === 'declined' || isMarked(task, new Date(now).toISOString());

export function readWalk(tasks: TasksState, offer: Offer, now: number): Walk {
  const { others, own, fresh } = walkOf({ tasks }, offer);
  const marked = others.filter((task) => needsALook(task, now));
  const inTime = others.filter((task) => !marked.includes(task));
  const owners = [...new Set(inTime.map((task) => task.owner))].map((owner) => ({
    owner,
    tasks: inTime.filter((task) => task.owner === owner),
  }));
  return { owners, marked, mine: own, fresh, nobodys: tasks.tasks.filter(({ status }) => status === 'declined') };
}

/** What a short acceptance left: each late or blocked task by itself, and the commander's own. */
export function readLeft(room: Pick<RoomState, 'floor' | 'tasks'>): Walk {
  const { others, own } = leftOf(room);
  return { owners: [], marked: others, mine: own, fresh: [], nobodys: [] };
}

const inTimeKey = (task: Task): string => `in-time.${task.id}`;
const markedKey = (task: Task): string => `marked.${task.id}`;

/** The keys behind one tick: all tasks of an owner, or one that is marked. */
export const keysOfOwner = (tasks: readonly Task[]): readonly string[] => tasks.map(inTimeKey);
export const keysOfMarked = (task: Task): readonly string[] => [markedKey(task)];
export const isTicked = ({ ticks }: WalkDraft, keys: readonly string[]): boolean =>
  keys.every((key) => ticks.includes(key));

export function ticked(draft: WalkDraft, keys: readonly string[]): WalkDraft {
  const others = draft.ticks.filter((key) => !keys.includes(key));
  return { ...draft, ticks: isTicked(draft, keys) ? others : [...others, ...keys] };
}

/** What is still to be reviewed, in words for the button; null when all is. */
export function missingInWalk(walk: Walk, draft: WalkDraft, name: (person: string) => string): string | null {
  const undecided = walk.mine.find((task) => !isDecided(draft.fates[task.id]));
  if (undecided !== undefined) return missingFate(undecided, draft.fates[undecided.id]);
  const owners = walk.owners
    .filter(({ tasks }) => !isTicked(draft, keysOfOwner(tasks)))
    .map(({ owner }) => name(owner));
  const marked = walk.marked.filter((task) => !isTicked(draft, keysOfMarked(task))).map((task) => isolated(task.what));
  const left = [...marked, ...owners];
  return left.length === 0 ? null : `Review and tick: ${left.join(', ')}.`;
}

function missingFate({ what }: Task, fate: Fate | undefined): string {
  if (fate?.how === 'pass-on') return `Choose who takes over ${isolated(what)}.`;
  return fate === undefined
    ? `Decide what happens to your own task first: ${isolated(what)}.`
    : `Say why you’re keeping ${isolated(what)}.`;
}

function isDecided(fate: Fate | undefined): boolean {
  if (fate === undefined) return false;
  if (fate.how === 'pass-on') return fate.to !== '';
  return fate.how === 'stop' || fate.why.trim() !== '';
}

/** The part of "I have command" that is about tasks. */
export function handed(walk: Walk, draft: WalkDraft): Omit<DataOf<'floor.accept'>, 'offerId' | 'readBack'> {
  const taken = [
    ...walk.owners.flatMap(({ tasks }) => tasks).filter((task) => isTicked(draft, [inTimeKey(task)])),
    ...walk.marked.filter((task) => isTicked(draft, keysOfMarked(task))),
  ].map(({ id }) => id);
  const fates = walk.mine.map(({ id }) => ({ id, fate: draft.fates[id] }));
  const passedOn = fates.flatMap(({ id, fate }) => (fate?.how === 'pass-on' ? [{ taskId: id, to: fate.to }] : []));
  const stopped = fates.flatMap(({ id, fate }) => (fate?.how === 'stop' ? [id] : []));
  const kept = fates.flatMap(({ id, fate }) => (fate?.how === 'keep' ? [{ taskId: id, why: fate.why.trim() }] : []));
  return {
    taken,
    ...(passedOn.length === 0 ? {} : { passedOn }),
    ...(stopped.length === 0 ? {} : { stopped }),
    ...(kept.length === 0 ? {} : { kept }),
  };
}

/** These have the clocks, the record and the messages: they fix nothing unless no one else is here. */
const KEEPERS = ['deputy', 'scribe', 'comms-internal', 'comms-external'];

/**
 * Who could take over someone's own work, the best suggestion first: here, in none of the roles above, with the fewest
 * open tasks.
 */
export function takers(room: RoomState, but: string, isHere: (person: string) => boolean): readonly string[] {
  const load = (person: string): number =>
    room.tasks.tasks.filter((task) => task.endedAt === null && task.owner === person).length;
  const rank = (person: string): number =>
    (isHere(person) ? 0 : 1000) + (holdsSeat(room, person, KEEPERS) ? 300 : 0) + load(person);
  const could = Object.keys(room.crew.members).filter(
    (person) => person !== but && person !== room.floor.holder && isResponder(room, person),
  );
  // The person who gives command away comes last: they may be about to rest.
  const giver = room.floor.holder !== null && room.floor.holder !== but ? [room.floor.holder] : [];
  return [...could.toSorted((one, other) => rank(one) - rank(other)), ...giver];
}
