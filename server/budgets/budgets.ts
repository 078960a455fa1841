/**
 * Budgets: how much of this server one person, one room or one stranger's address may use, so that no program slows the
 * others.
 *
 *   too fast by a little -> it waits            too fast by more -> refused, with when to try again (`retryAfterMs`)
 *
 * A person is one person however many sockets, tokens and tabs they have. These rates are each server's own: N servers
 * allow N times as much; limits over all servers are counted in Redis (windows.ts, written.ts). The operator's token
 * has no budgets: it belongs to the person who could change them. BUDGET_FACTOR multiplies them all.
 */
import type { IncomingMessage } from 'node:http';
import type { Redis } from 'ioredis';
import type { NotOk } from '../../shared/protocol.ts';
import type { Caller } from '../access/caller.ts';
import { clientAddressBy, type ClientAddress } from '../edge/client-address.ts';
import { busy, no } from '../edge/well-formed.ts';
import { Keys } from '../log/keys.ts';
import { pause } from '../rooms/waiting.ts';
import { householdOf } from './address.ts';
import { Guesses } from './guesses.ts';
import { Connections } from './connections.ts';
import { Meter } from './meter.ts';
import {
  ENVELOPE_BYTES,
  MOST_CONNECTIONS,
  MOST_PAUSE_MS,
  MOST_WRITTEN_BYTES,
  RATES,
  READING,
  REFUSED_AFTER_MS,
  SMALL_BYTES,
} from './rates.ts';
import { Rounds } from './rounds.ts';
import { Turns } from './turns.ts';
import { Windows, type Window } from './windows.ts';
import { Written } from './written.ts';

/** What a person may do now; `done` is called when it is over, however it ends. */
export interface Turn {
  readonly ok: true;
  readonly done: () => void;
}
export const FREE: Turn = { ok: true, done: () => {} };

export class Budgets {
  readonly windows: Windows;
  readonly written: Written;
  readonly #meters: { readonly [Name in keyof typeof RATES]: Meter };
  readonly #reading: Turns;
  readonly #connections: { readonly socket: Connections; readonly document: Connections };
  readonly #factor: number;
  readonly #rounds = new Rounds();
  readonly #clientAddress: ClientAddress;
  readonly #guesses: Guesses;

  constructor(
    redis: Redis,
    {
      prefix,
      factor,
      clientAddress = clientAddressBy(0),
    }: { readonly prefix: string; readonly factor: number; readonly clientAddress?: ClientAddress },
  ) {
    this.#clientAddress = clientAddress;
    this.#factor = factor;
    const most = MOST_CONNECTIONS * factor;
    this.#connections = { socket: new Connections(most), document: new Connections(most) };
    this.#reading = new Turns({
      atOnce: Infinity,
      eachPerson: READING.eachPerson,
      mostWaiting: Infinity,
      mostWaitingEach: READING.mostWaitingEach * factor,
    });
    this.windows = new Windows(redis, prefix, factor);
    this.#guesses = new Guesses(redis, prefix, factor);
    this.written = new Written(redis, new Keys(prefix));
    this.#meters = Object.fromEntries(
      Object.entries(RATES).map(([name, rate]) => [name, new Meter(rate, factor)]),
    ) as Record<keyof typeof RATES, Meter>;
  }

  /** How a stranger is counted. */
  addressOf(request: IncomingMessage): string {
    return householdOf(this.#clientAddress(request));
  }

  /** Before a request that changes something is examined. Null: allowed. */
  act(caller: Caller): NotOk | null {
    return isFree(caller) ? null : spent(this.#meters.commands.take(caller.actor.id));
  }

  /** The same over HTTP, where a refusal comes late: on a socket the frames have a budget, a request has none. */
  async change(caller: Caller): Promise<NotOk | null> {
    const refusal = this.act(caller);
    if (refusal !== null) await pause(REFUSED_AFTER_MS);
    return refusal;
  }

  /** Before a command is sent to its room (or the workspace). Returns the command's weight in the log, or why not. */
  write(caller: Caller, room: string, data: object): { readonly ok: true; readonly bytes: number } | NotOk {
    const bytes = ENVELOPE_BYTES + Buffer.byteLength(JSON.stringify(data));
    const { commands, roomCommands, trickle } = this.#meters;
    const person = caller.actor.id;
    if (isFree(caller)) return { ok: true, bytes };
    // In a room that is too busy, people who send little are still served: using up half of one's own burst counts as
    // sending much.
    const tooLoudMs = roomCommands.take(room);
    if (tooLoudMs > 0 && !commands.has(person, (RATES.commands.atOnce * this.#factor) / 2)) return busy(tooLoudMs);
    if (this.written.by(person, room) < MOST_WRITTEN_BYTES * this.#factor) return { ok: true, bytes };
    if (bytes > SMALL_BYTES) return no('history.full');
    const againMs = trickle.take(`${room} ${person}`);
    return againMs > 0 ? no('history.full', { retryAfterMs: Math.ceil(againMs) }) : { ok: true, bytes };
  }

  wrote(caller: Caller, room: string, bytes: number): void {
    this.written.add(caller.actor.id, room, bytes);
  }

  /**
   * Before something is read: its turn. A heavy read counts as several. Waits while the reader is a little too fast,
   * and while as many of their reads are under way as may be: those are charged for what they weigh before the next one
   * begins.
   */
  async read(caller: Caller, weight = 1): Promise<Turn | NotOk> {
    if (isFree(caller)) return FREE;
    const person = caller.actor.id;
    const tooFast = await this.#wait('reads', person, weight);
    if (tooFast !== null) return tooFast;
    const done = await this.#reading.take(person);
    if (done === null) return busy(REFUSED_AFTER_MS);
    const tooMuch = await this.#wait('answeredBytes', person, 0);
    if (tooMuch === null) {
      await this.#rounds.take(person);
      return { ok: true, done };
    }
    done();
    return tooMuch;
  }

  /** What a read has cost: the next one waits for it. */
  answered(person: string, bytes: number): void {
    this.#meters.answeredBytes.spend(person, bytes);
  }

  /** Before an attachment's bytes are asked for: it has turns of its own. */
  async look(caller: Caller): Promise<NotOk | null> {
    return isFree(caller) ? null : this.#wait('reads', caller.actor.id, 1);
  }

  /** Before the bytes of an attachment are fetched. */
  async download(caller: Caller, bytes: number): Promise<NotOk | null> {
    return isFree(caller) ? null : this.#wait('attachmentBytes', caller.actor.id, bytes);
  }

  /**
   * Before the bytes of an attachment are read: so many are taken from what its person may add in a minute and a day.
   * Returns how to give back what was not kept.
   */
  async upload(caller: Caller, bytes: number): Promise<Upload | NotOk> {
    if (isFree(caller)) return { ok: true, giveBack: async () => {} };
    const person = caller.actor.id;
    const tooFast = (await this.#wait('uploadedBytes', person, bytes)) ?? (await this.#uploadWindows(person, bytes));
    if (tooFast !== null) return tooFast;
    const giveBack = async (unused: number): Promise<void> => {
      if (unused > 0) await Promise.all(UPLOADS.map((window) => this.windows.giveBack(window, person, unused)));
    };
    return { ok: true, giveBack };
  }

  /** Data from a person's socket. Returns for how many ms not to read from it; 0 while it is not too fast. */
  heard(person: string, bytes: number): number {
    return Math.max(this.#meters.frames.spend(person), this.#meters.heardBytes.spend(person, bytes));
  }

  /** Before the body of a person's request is read. */
  async body(caller: Caller, bytes: number): Promise<NotOk | null> {
    return isFree(caller) ? null : this.#wait('heardBytes', caller.actor.id, bytes);
  }

  /** A request without credentials: none of them is urgent. */
  async stranger(address: string): Promise<NotOk | null> {
    return this.#wait('strangers', address, 1);
  }

  /** A refused request goes on sending. Returns for how many ms not to read from it. */
  discarded(address: string, bytes: number): number {
    return this.#meters.discardedBytes.spend(address, bytes);
  }

  /** A connection without credentials was refused: the next ones from its address may be refused sooner. */
  turnedAway(address: string): void {
    this.#meters.strangers.spend(address);
  }

  /**
   * Whether a connection from this address is considered without a look at its credentials: not while many without any
   * come from there.
   */
  mayKnock(address: string): boolean {
    return this.#meters.strangers.has(address, 1);
  }

  /** Before a person's connection is accepted. */
  async open(what: 'socket' | 'document', caller: Caller): Promise<NotOk | null> {
    return isFree(caller) ? null : this.#wait(`${what}s`, caller.actor.id, 1);
  }

  /** For as long as a person's connection is open. Returns how to release it; null when they have too many. */
  hold(what: 'socket' | 'document', caller: Caller): (() => void) | null {
    return isFree(caller) ? () => {} : this.#connections[what].take(caller.actor.id);
  }

  /** For rare actions, over all servers. Null: it was counted. Throws Unavailable. */
  async seldom(window: Window, who: string, amount = 1): Promise<NotOk | null> {
    const againMs = await this.windows.spend(window, who, amount);
    return againMs === 0 ? null : no(CODES[window], { retryAfterMs: againMs });
  }

  /**
   * A stranger's attempts, by address. Codes that do not exist have a smaller budget of their own: however many of them
   * come from an address, a code that exists is let through. `exists` must be cheap and change nothing. Without Redis
   * no one can try anything (throws Unavailable).
   */
  async attempt<Answer>(
    what: 'sign-in' | 'look',
    address: string,
    { exists, work }: { readonly exists: () => Promise<boolean>; readonly work: () => Promise<Answer> },
  ): Promise<Answer | NotOk> {
    const window = (await exists()) ? what : (`failed-${what}` as const);
    return (await this.seldom(window, address)) ?? work();
  }

  /** A guess at one account's password, from anywhere. Null: it was counted. Throws Unavailable. */
  async guess(account: string): Promise<NotOk | null> {
    const againMs = await this.#guesses.count(account);
    return againMs === 0 ? null : no('access.too-many-tries', { retryAfterMs: againMs });
  }

  /** The guess was right. */
  right(account: string): Promise<void> {
    return this.#guesses.forget(account);
  }

  stop(): Promise<void> {
    return this.written.stop();
  }

  async #uploadWindows(person: string, bytes: number): Promise<NotOk | null> {
    const [minute, day] = UPLOADS;
    const now = await this.seldom(minute, person, bytes);
    const today = now ?? (await this.seldom(day, person, bytes));
    if (now === null && today !== null) await this.windows.giveBack(minute, person, bytes);
    if (today !== null) await pause(REFUSED_AFTER_MS);
    return today;
  }

  /** A refusal is delayed, so that repeated requests cost the sender's time and not ours. */
  async #wait(rate: keyof typeof RATES, who: string, amount: number): Promise<NotOk | null> {
    const tooFastMs = this.#meters[rate].spendWithin(MOST_PAUSE_MS, who, amount);
    if (tooFastMs > 0) await pause(tooFastMs > MOST_PAUSE_MS ? REFUSED_AFTER_MS : tooFastMs);
    return tooFastMs > MOST_PAUSE_MS ? busy(tooFastMs) : null;
  }
}

const UPLOADS = ['upload-minute', 'upload-day'] as const;

export interface Upload {
  readonly ok: true;
  readonly giveBack: (unused: number) => Promise<void>;
}

const CODES: Readonly<Record<Window, string>> = {
  'failed-sign-in': 'access.too-many-tries',
  'sign-in': 'access.too-many-tries',
  'failed-password': 'access.too-many-tries',
  'failed-look': 'access.too-many-tries',
  look: 'access.too-many-tries',
  link: 'access.too-many-links',
  room: 'room.too-many',
  'upload-minute': 'attachment.too-fast',
  'upload-day': 'attachment.too-fast',
};

/** The operator's own token. */
export const isFree = ({ kind }: Caller): boolean => kind === 'bootstrap';

const spent = (ms: number): NotOk | null => (ms > 0 ? busy(ms) : null);

export const tooManyLinks = async (budgets: Budgets, caller: Caller): Promise<NotOk | null> =>
  isFree(caller) ? null : budgets.seldom('link', caller.actor.id);
