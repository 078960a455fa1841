/**
 * The mailbox of one log on one server: commands wait here, all that wait are judged together and appended in one call.
 *
 *   send -> waiting -> ruling on a speculative state -> append -> answers       one batch at a time; no locks anywhere
 *                          ^---- head moved, late, ids known ----|
 *
 * No one is answered, accepted or refused, before the append has returned: it is what makes every answer true at the
 * head. When its outcome is unknown, all are told so, and nothing more is judged until the fence has passed and the log
 * has been read.
 *
 * When another server writes the same log, both would judge on heads that the other one moves, again and again. So for a
 * while after such a conflict they take turns: after an append of its own a mailbox lets the other go first, for a moment.
 * Meanwhile commands gather. Nothing depends on it but speed: the append's own checks are the only authority.
 */
import type { AnyCommand, Commit, Position } from '../../shared/envelope.ts';
import type { CommandAnswer } from '../../shared/protocol.ts';
import { fingerprint } from '../log/chain.ts';
import { FairQueue } from './fair-queue.ts';
import type { Sender } from './hosting.ts';
import type { Base } from './live-fold.ts';
import type { Domain } from './domain.ts';
import { FENCE_MS, Unavailable, Unconfirmed, type Appended, type RoomLog } from '../log/room-log.ts';
import { notOk, rule, type Ruling, type Waiting } from './ruling.ts';
import type { StoreClock } from '../log/store-clock.ts';
import { pause, within } from './waiting.ts';

const MOST_WAITING = 256;
/** A batch is judged in one go: no one who comes meanwhile waits for longer than it takes. */
const MOST_IN_A_BATCH = 128;
/** And no longer than so much takes to judge and to keep: a command of another person is in the next batch. */
const MOST_BYTES_IN_A_BATCH = 16 * 1024;
const MOST_ROUNDS = 8;
/** How long two servers take turns after a conflict, and how long one waits for the other's turn: an append's way. */
const TAKE_TURNS_MS = 1_000;
const THEIR_TURN_MS = 4;
const ANSWER_WITHIN_MS = 2300;
/** A full mailbox has been emptied by then. */
const BUSY_FOR_MS = 250;

/** One append, for those who count: how it came out, how many commits it was to bring, and how long it took. */
export interface Counted {
  readonly outcome: Appended['kind'];
  readonly commits: number;
  readonly tookMs: number;
}

/** What the mailbox needs of the room that it serves. */
export interface Seat<State> {
  readonly id: string;
  readonly domain: Domain<State>;
  readonly log: RoomLog;
  readonly clock: StoreClock;
  /** The fold, once it is loaded; a code when nothing may be written now. Throws Unavailable. */
  open(): Promise<Base<State> | string>;
  fold(): Base<State>;
  /** Resolves when the fold has gone on, or after so long. */
  moved(mostMs: number): Promise<void>;
  /** Commits that the log has certainly, or an occasion to read them. */
  learn(commits: readonly Commit[], head: Position | null): Promise<void>;
  mentioned(commands: readonly AnyCommand[]): Promise<ReadonlyMap<number, Commit>>;
  isClosed(): boolean;
  readonly counted?: ((append: Counted) => void) | undefined;
  readonly bug: (error: unknown, type: string) => void;
}

interface Letter extends Waiting {
  readonly bytes: number;
  readonly answer: (answer: CommandAnswer) => void;
  readonly answered: Promise<CommandAnswer>;
}

export class Mailbox<State> {
  readonly #seat: Seat<State>;
  readonly #letters = new FairQueue<Letter>(MOST_WAITING);
  /** Waiting or in hand, by id and content: the same act twice shares one answer. */
  readonly #open = new Map<string, Letter>();
  #atWork = false;
  /** By the monotonic clock, in ms. */
  #takesTurnsUntil = 0;

  constructor(seat: Seat<State>) {
    this.#seat = seat;
  }

  get isIdle(): boolean {
    return this.#open.size === 0;
  }

  send(command: AnyCommand, sender: Sender): Promise<CommandAnswer> {
    const identity = { commandId: command.id, fingerprint: fingerprint(sender.actor.id, command) };
    const name = `${identity.commandId} ${identity.fingerprint}`;
    const twin = this.#open.get(name);
    if (twin !== undefined) return twin.answered;
    const letter = this.#write({ command, sender, identity });
    const out = this.#letters.add(sender.actor.id, letter);
    out?.answer(this.#refusal('busy', { retryAfterMs: BUSY_FOR_MS }));
    if (out === letter) return letter.answered;
    this.#open.set(name, letter);
    void letter.answered.then(() => this.#open.delete(name));
    if (!this.#atWork) void this.#work();
    return letter.answered;
  }

  /** Resolves once nothing waits any more. */
  async drained(): Promise<void> {
    while (this.#open.size > 0) await Promise.all([...this.#open.values()].map((letter) => letter.answered));
  }

  /** A letter that could not be answered in time is removed, so that it is not written long after. */
  #write(waiting: Waiting): Letter {
    let answer: Letter['answer'] = () => {};
    const told = new Promise<CommandAnswer>((resolve) => (answer = resolve));
    const answered = within(ANSWER_WITHIN_MS, told, () => {
      this.#letters.remove(letter.sender.actor.id, letter);
      return this.#refusal('unconfirmed');
    });
    const letter = { ...waiting, bytes: JSON.stringify(waiting.command.data).length, answer, answered };
    return letter;
  }

  async #work(): Promise<void> {
    this.#atWork = true;
    // Everything that arrives in this turn of the event loop belongs to one batch.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#letters.size > 0) {
      const batch = this.#take();
      try {
        await this.#settle(batch);
      } catch (error) {
        this.#seat.bug(error, 'mailbox');
        this.#answerAll(batch, 'unconfirmed');
      }
      if (performance.now() < this.#takesTurnsUntil) await this.#seat.moved(THEIR_TURN_MS);
    }
    this.#atWork = false;
  }

  /** At most one letter for each id: another act under the same id is judged after it, when the log knows the first. */
  #take(): Letter[] {
    const ids = new Set<string>();
    let bytes = 0;
    const isEnough = (letter: Letter): boolean => (bytes += letter.bytes) >= MOST_BYTES_IN_A_BATCH;
    return this.#letters.take(
      MOST_IN_A_BATCH,
      ({ command }) => !ids.has(command.id) && ids.add(command.id) !== undefined,
      isEnough,
    );
  }

  async #settle(batch: Letter[]): Promise<void> {
    let waiting: readonly Letter[] = batch;
    for (let round = 0; round < MOST_ROUNDS && waiting.length > 0; round += 1) {
      const at = new Date(this.#seat.clock.estimate()).toISOString();
      try {
        waiting = await this.#attempt(waiting, at);
      } catch (error) {
        if (!(error instanceof Unavailable) && !(error instanceof Unconfirmed)) throw error;
        this.#answerAll(waiting, error instanceof Unconfirmed ? 'unconfirmed' : 'unavailable');
        if (error instanceof Unconfirmed) await this.#fence(Date.parse(at));
        return;
      }
    }
    this.#answerAll(waiting, 'busy', { retryAfterMs: BUSY_FOR_MS });
  }

  /** One ruling and one append. Returns the letters to judge again. */
  async #attempt(waiting: readonly Letter[], at: string): Promise<readonly Letter[]> {
    const { id, domain, log } = this.#seat;
    const base = await this.#seat.open();
    if (typeof base === 'string') return this.#answerAll(waiting, base);
    const ruling = await this.#rule(waiting);
    const identities = waiting.map((each) => each.identity);
    const { commits, card, dueAt, head } = ruling;
    const beganMs = performance.now();
    const reply = await log.append({ log: id, head, at, identities, commits, card, dueAt });
    const tookMs = performance.now() - beganMs;
    if (commits.length > 0) this.#seat.counted?.({ outcome: reply.kind, commits: commits.length, tookMs });
    if (reply.kind === 'appended') {
      await this.#seat.learn(commits, null);
      waiting.forEach((each, index) =>
        each.answer(ruling.answers[index] ?? notOk(domain, base.state, { code: 'unconfirmed' })),
      );
      return [];
    }
    return this.#again(waiting, reply);
  }

  async #rule(waiting: readonly Letter[]): Promise<Ruling & { head: Position }> {
    const { domain, clock, bug } = this.#seat;
    const mentioned = await this.#seat.mentioned(waiting.map((each) => each.command));
    const { state, position: head, at } = this.#seat.fold();
    const measured = new Date(clock.estimate()).toISOString();
    const now = measured > at ? measured : at;
    return { ...rule({ domain, state, head, now, mentioned, bug }, waiting), head };
  }

  async #again(waiting: readonly Letter[], reply: Exclude<Appended, { kind: 'appended' }>): Promise<readonly Letter[]> {
    if (reply.kind === 'late') this.#seat.clock.correct(Date.parse(reply.time));
    if (reply.kind === 'moved') {
      this.#takesTurnsUntil = performance.now() + TAKE_TURNS_MS;
      await this.#seat.learn(reply.commits, reply.head);
    }
    if (reply.kind !== 'known') return waiting;
    const known = new Map(reply.known.map((each) => [each.commandId, each]));
    return waiting.filter((each) => {
      const before = known.get(each.command.id);
      if (before === undefined) return true;
      each.answer(
        before.taken
          ? this.#refusal('command.id-taken', { version: before.version })
          : { ok: true, version: before.version },
      );
      return false;
    });
  }

  /** Until Redis itself says that the batch can no longer land, and we have read whether it did. */
  async #fence(at: number): Promise<void> {
    const { log, clock } = this.#seat;
    await pause(Math.max(0, at + FENCE_MS - clock.estimate()));
    while (!this.#seat.isClosed()) {
      try {
        if ((await log.time()) > at + FENCE_MS) return await this.#seat.learn([], await log.head(this.#seat.id));
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error;
      }
      await pause(100);
    }
  }

  #answerAll(waiting: readonly Letter[], code: string, facts?: Readonly<Record<string, unknown>>): readonly Letter[] {
    for (const letter of waiting) letter.answer(this.#refusal(code, facts));
    return [];
  }

  #refusal(code: string, facts?: Readonly<Record<string, unknown>>): CommandAnswer {
    return notOk(this.#seat.domain, this.#seat.fold().state, { code, facts });
  }
}
