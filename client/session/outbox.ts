/**
 * The outbox: this person's commands on their way. Three answers only: confirmed, refused, not confirmed yet. What is not
 * confirmed is kept and repeated with the same id when the link is back, so it counts once whatever got lost.
 *
 *   sending -> (answer ok) confirmed -> gone when its commit is folded
 *           -> (refused) gone, the sender is told
 *           -> (no answer) unconfirmed -> repeated on return
 *   queued: written while the link was lost; chat and notes only
 */
import type { Commit } from '../../shared/envelope.ts';
import type { Instant } from '../../shared/instants.ts';
import type { CommandAnswer } from '../../shared/protocol.ts';
import { ask } from './connection.ts';

export interface Pending {
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly epoch?: number | undefined;
  readonly writtenAt: Instant;
  /** Written while the link was lost: it says so on arrival. Fixed at writing, because a repeat must say the very same. */
  readonly late: boolean;
  readonly status: 'queued' | 'sending' | 'unconfirmed' | 'confirmed';
}

const BUSY_MS = 400;

export class Outbox {
  readonly #room: string;
  readonly #changed: (pending: readonly Pending[]) => void;
  #pending: readonly Pending[];
  readonly #waiting = new Map<string, (answer: CommandAnswer) => void>();

  constructor(room: string, changed: (pending: readonly Pending[]) => void) {
    this.#room = room;
    this.#changed = changed;
    this.#pending = restore(room);
    if (this.#pending.length > 0) queueMicrotask(() => changed(this.#pending));
  }

  /** Resolves when the server has answered, however long that takes and however often it is repeated. */
  send(command: Omit<Pending, 'status' | 'late'>, queue: boolean): Promise<CommandAnswer> {
    const answered = new Promise<CommandAnswer>((resolve) => this.#waiting.set(command.id, resolve));
    this.#set([...this.#pending, { ...command, late: queue, status: queue ? 'queued' : 'sending' }]);
    if (!queue) void this.#deliver(command.id);
    return answered;
  }

  /** The link is back: everything unconfirmed and queued goes out, in the order in which it was written. */
  async repeat(): Promise<void> {
    for (const { id, status } of this.#pending)
      if (status !== 'confirmed' && status !== 'sending') await this.#deliver(id);
  }

  folded(commits: readonly Commit[]): void {
    const ids = new Set(commits.map((commit) => commit.commandId));
    if (this.#pending.some((each) => ids.has(each.id))) this.#set(this.#pending.filter((each) => !ids.has(each.id)));
  }

  async #deliver(id: string): Promise<void> {
    const command = this.#pending.find((each) => each.id === id);
    if (command === undefined) return;
    this.#mark(id, 'sending');
    const { type, data, epoch, writtenAt, late } = command;
    const message = {
      room: this.#room,
      id,
      type,
      data,
      ...(epoch === undefined ? {} : { epoch }),
      ...(late ? { writtenAt } : {}),
    };
    const answer = await ask<CommandAnswer>('command', message);
    if (answer === null) return this.#mark(id, 'unconfirmed');
    if (!answer.ok && (answer.code === 'busy' || answer.code === 'unconfirmed' || answer.code === 'unavailable'))
      return this.#again(id);
    this.#settle(id, answer);
  }

  #again(id: string): void {
    this.#mark(id, 'unconfirmed');
    setTimeout(() => void this.#deliver(id), BUSY_MS * (1 + Math.random()));
  }

  #settle(id: string, answer: CommandAnswer): void {
    const kept = this.#pending.find((each) => each.id === id);
    // Words stay on screen until their commit is folded, so that a line never blinks between the two.
    if (answer.ok && kept !== undefined && QUEUEABLE.has(kept.type)) this.#mark(id, 'confirmed');
    else this.#set(this.#pending.filter((each) => each.id !== id));
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }

  #mark(id: string, status: Pending['status']): void {
    this.#set(this.#pending.map((each) => (each.id === id ? { ...each, status } : each)));
  }

  #set(pending: readonly Pending[]): void {
    this.#pending = pending;
    remember(this.#room, pending);
    this.#changed(pending);
  }
}

/** What may wait for the link: words that are true whenever they arrive. Nothing that decides. */
export const QUEUEABLE: ReadonlySet<string> = new Set(['timeline.say', 'timeline.note']);

const key = (room: string): string => `watchfloor.outbox.${room}`;

function remember(room: string, pending: readonly Pending[]): void {
  const kept = pending.filter((each) => QUEUEABLE.has(each.type) && each.status !== 'confirmed');
  try {
    if (kept.length === 0) sessionStorage.removeItem(key(room));
    else sessionStorage.setItem(key(room), JSON.stringify(kept));
  } catch {
    // A browser without storage keeps them in memory only; they go out all the same while the page is open.
  }
}

function restore(room: string): readonly Pending[] {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key(room)) ?? '[]') as Pending[];
    return kept.map((each) => ({ ...each, status: 'queued' as const }));
  } catch {
    return [];
  }
}
