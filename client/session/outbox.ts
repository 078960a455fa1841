/**
 * The outbox: this person's commands on their way. Three answers only: confirmed, refused, not confirmed yet. What is
 * not confirmed is kept and repeated with the same id when the link is back, so it counts once whatever got lost.
 *
 *   sending -> (answer ok) confirmed -> gone when its commit is folded
 *           -> (refused) gone, the sender is told; so is what decides, when the store is away and certainly has nothing of it
 *           -> (no answer) unconfirmed -> repeated at once where the link is there all the same, else on return
 *           -> (its commit is folded, whatever became of the answer) confirmed
 *   queued: written while the link was lost or nothing could be saved; chat and notes only
 *
 * Chat and notes go out one after another, in the order in which they were written: one that the server is too busy for
 * holds back the next.
 *
 * Chat and notes are kept under their writer's id, each for itself: they outlive page, tab and session, go out once
 * that person is here again, and two tabs of one person take nothing from each other.
 */
import type { RoomCommand } from '../../shared/commands.ts';
import type { Commit } from '../../shared/envelope.ts';
import type { Instant } from '../../shared/instants.ts';
import type { CommandAnswer, NotOk } from '../../shared/protocol.ts';
import { draftOf } from './drafts.ts';
import { keptOf, ofPerson, parsed } from './keeping.ts';

interface Travelling {
  readonly id: string;
  readonly epoch?: number | undefined;
  readonly writtenAt: Instant;
  /**
   * Written while the link was lost: it says so on arrival. Fixed at writing, because a repeat must say the very same.
   */
  readonly late: boolean;
  /** The draft that it was written in: it goes back there when it is refused. */
  readonly field?: string;
  readonly status: 'queued' | 'sending' | 'unconfirmed' | 'confirmed';
}

export type Pending = RoomCommand & Travelling;

const BUSY_MS = 400;
/** A page that had no time, or a lost frame: the answer came too late for it, and the link is there. */
const UNHEARD_MS = 500;

export interface OutboxOf {
  readonly person: string;
  readonly room: string;
  readonly changed: (pending: readonly Pending[]) => void;
  /** How far the room is folded here. */
  readonly version: () => number;
  /** Sends a command; null when no answer came. */
  readonly ask: (command: object) => Promise<CommandAnswer | null>;
  readonly isConnected: () => boolean;
}

export class Outbox {
  readonly #of: OutboxOf;
  #pending: readonly Pending[];
  /** Passed on and not finished: sent, being retried, or behind one that is. */
  readonly #underWay = new Set<string>();
  /** Perhaps done: what is answered to a repetition says nothing of the first attempt. */
  readonly #doubtful = new Set<string>();
  #last: Promise<void> = Promise.resolve();
  readonly #waiting = new Map<string, (answer: CommandAnswer) => void>();

  constructor(of: OutboxOf) {
    this.#of = of;
    this.#pending = restore(of);
    if (this.#pending.length > 0) queueMicrotask(() => of.changed(this.#pending));
  }

  /** Resolves when the server has answered, however long that takes and however often it is repeated. */
  send(command: RoomCommand & Omit<Travelling, 'status' | 'late'>, queue: boolean): Promise<CommandAnswer> {
    const answered = new Promise<CommandAnswer>((resolve) => this.#waiting.set(command.id, resolve));
    this.#set([...this.#pending, { ...command, late: queue, status: queue ? 'queued' : 'sending' }]);
    if (!queue) void (QUEUEABLE.has(command.type) ? this.#deliverInOrder(command.id) : this.#deliver(command.id));
    return answered;
  }

  /** The link is back: everything unconfirmed and queued goes out, in the order in which it was written. */
  async repeat(): Promise<void> {
    await Promise.all(
      this.#pending
        .filter(({ id, status }) => status !== 'confirmed' && !this.#underWay.has(id))
        .map(({ id }) => this.#deliverInOrder(id)),
    );
  }

  /** What is in the log is done: no one waits for an answer that may have been lost. */
  folded(commits: readonly Commit[]): void {
    const ids = new Set(commits.map((commit) => commit.commandId));
    if (this.#pending.some((each) => ids.has(each.id))) this.#set(this.#pending.filter((each) => !ids.has(each.id)));
    for (const { commandId, by, version } of commits)
      if (by === this.#of.person) this.#answer(commandId, { ok: true, version });
  }

  #deliverInOrder(id: string): Promise<void> {
    this.#underWay.add(id);
    return (this.#last = this.#last.then(() => this.#deliver(id)));
  }

  /** Repeats it for as long as the server is too busy for it. */
  async #deliver(id: string): Promise<void> {
    this.#underWay.add(id);
    for (let againMs = await this.#attempt(id); againMs !== null; againMs = await this.#attempt(id)) {
      this.#mark(id, 'unconfirmed');
      await later(againMs);
    }
    this.#underWay.delete(id);
  }

  /** After how many ms to send it again; null when it is not to be sent again now. */
  async #attempt(id: string): Promise<number | null> {
    const command = this.#pending.find((each) => each.id === id);
    if (command === undefined) return null;
    this.#mark(id, 'sending');
    const { type, data, epoch, writtenAt, late } = command;
    const message = {
      room: this.#of.room,
      id,
      type,
      data,
      ...(epoch === undefined ? {} : { epoch }),
      ...(late ? { writtenAt } : {}),
    };
    const answer = await this.#of.ask(message);
    if (answer === null || (!answer.ok && answer.code === 'unconfirmed')) this.#doubtful.add(id);
    const isCertain = answer?.ok === false && answer.code === 'unavailable' && !this.#doubtful.has(id);
    const isOver = isCertain && !QUEUEABLE.has(type);
    if (answer !== null && !answer.ok && PASSING.has(answer.code) && !isOver) return againAfterMs(answer);
    if (answer !== null) this.#settle(id, answer);
    else if (this.#of.isConnected()) return UNHEARD_MS;
    else this.#mark(id, 'unconfirmed');
    return null;
  }

  #settle(id: string, answer: CommandAnswer): void {
    this.#doubtful.delete(id);
    const kept = this.#pending.find((each) => each.id === id);
    // Words stay on screen until their commit is folded, so that a line never blinks between the two.
    if (answer.ok && answer.version > this.#of.version() && kept !== undefined && QUEUEABLE.has(kept.type))
      this.#mark(id, 'confirmed');
    else this.#set(this.#pending.filter((each) => each.id !== id));
    if (!answer.ok && kept !== undefined) giveBack(this.#of, kept);
    this.#answer(id, answer);
  }

  #answer(id: string, answer: CommandAnswer): void {
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }

  #mark(id: string, status: Pending['status']): void {
    this.#set(this.#pending.map((each) => (each.id === id ? { ...each, status } : each)));
  }

  #set(pending: readonly Pending[]): void {
    remember(this.#of, this.#pending, pending);
    this.#pending = pending;
    this.#of.changed(pending);
  }
}

/** What may wait for the link: text that is true whenever it arrives. Nothing that decides. */
export const QUEUEABLE: ReadonlySet<string> = new Set(['timeline.say', 'timeline.note']);

/** Refusals that end by waiting. */
const PASSING: ReadonlySet<string> = new Set(['busy', 'unconfirmed', 'unavailable']);

/** As long as the server says, or a while that differs from page to page. */
function againAfterMs({ facts }: NotOk): number {
  const said = facts?.['retryAfterMs'];
  return typeof said === 'number' ? said : BUSY_MS * (1 + Math.random());
}

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Whose = Pick<OutboxOf, 'person' | 'room'>;

const nameOf = (room: string, id = ''): string => `outbox.${room}.${id}`;
const isKept = ({ type, status }: Pending): boolean => QUEUEABLE.has(type) && status !== 'confirmed';

/**
 * Touches only what this tab has changed, and writes each line once: what was deleted in another tab on signing out
 * stays deleted.
 */
function remember({ person, room }: Whose, before: readonly Pending[], after: readonly Pending[]): void {
  const stays = new Map(after.filter(isKept).map((each) => [each.id, each]));
  for (const { id } of before) if (!stays.has(id)) ofPerson(person, nameOf(room, id)).set(null);
  const known = new Set(before.map(({ id }) => id));
  for (const [id, each] of stays) if (!known.has(id)) ofPerson(person, nameOf(room, id)).set(JSON.stringify(each));
}

function restore({ person, room }: Whose): readonly Pending[] {
  const kept = [...keptOf(person, nameOf(room)).values()]
    .map((text) => parsed(text) as Pending | null)
    .filter((each) => each !== null);
  return kept
    .map((each) => ({ ...each, status: 'queued' as const }))
    .toSorted((one, other) => (one.writtenAt < other.writtenAt ? -1 : 1));
}

/** Refused, perhaps long after it was written: goes before what has been begun there since. */
function giveBack({ person, room }: Whose, { field, data }: Pending): void {
  if (field === undefined || !('text' in data)) return;
  const draft = draftOf(person, room, field);
  const begun = parsed(draft.get());
  draft.set(JSON.stringify(typeof begun === 'string' && begun !== '' ? `${data.text}\n${begun}` : data.text));
}

/** The texts of this person's lines that wait here, by room. */
export function waitingOf(person: string): ReadonlyMap<string, readonly string[]> {
  const rooms = new Map<string, readonly string[]>();
  for (const [name, json] of keptOf(person, 'outbox.')) {
    const [, room = ''] = name.split('.');
    const { text } = { text: '', ...(parsed(json) as Pending | null)?.data };
    rooms.set(room, [...(rooms.get(room) ?? []), text]);
  }
  return rooms;
}
