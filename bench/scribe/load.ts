/**
 * The load: fifty people at one document, ten of them typing at a given rate, everyone receiving everything.
 *
 *   all connect -> warm up -> the timed part -> pause until everything has arrived, or two seconds
 *
 * Also reports how busy the generator itself was: at its limit a figure is about this program, not about the server.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { comeIn } from './coming-in.ts';
import { Ears } from './hearing.ts';
import type { Line, Seat } from '../common/line.ts';
import { updateMessage } from './messages.ts';
import { Typist } from './typing.ts';

export interface LoadPlan {
  /** The first `typing` of them type. */
  readonly seats: readonly Seat[];
  readonly typing: number;
  /** Edits a second that each of them makes. */
  readonly rate: number;
  readonly warmSeconds: number;
  readonly seconds: number;
  /** CPU seconds used so far by everything under test. */
  readonly cpu: () => number;
}

export interface LoadResult {
  readonly offeredPerSecond: number;
  readonly deliveredPerSecond: number;
  /** How much of all that was typed arrived, from 0 to 1. */
  readonly arrived: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuPer100k: number;
  /** The share of time that this generator was busy, and how late it sent, at the 99th percentile. */
  readonly generatorBusy: number;
  readonly generatorLateMs: number;
  /** Why someone was disconnected. */
  readonly ended: string | null;
}

const DRAIN_MS = 2_000;
// A provider sends an update for each transaction, and ours reads no more than 2,000 of them a second from one
// connection; a person who types faster than this puts two characters into each. More than two would be pasting, so
// that no one types faster than twice this.
const MOST_UPDATES_PER_SECOND = 1_500;
export const FASTEST_TYPING = 2 * MOST_UPDATES_PER_SECOND;

export async function load(plan: LoadPlan): Promise<LoadResult> {
  const mostEdits = Math.ceil(plan.rate * (plan.warmSeconds + plan.seconds + 10)) + 1_000;
  const typists = Array.from({ length: plan.typing }, () => new Typist(mostEdits));
  const ears = new Ears(typists, plan.seats.length);
  const lines = await comeIn(plan.seats, (...heard) => ears.hear(...heard));
  const pen = new Pen(plan, typists, lines);
  try {
    pen.start();
    await pause(plan.warmSeconds * 1000);
    const timed = await timedPart(plan, ears, pen);
    pen.stop();
    const expected = typists.reduce((sum, { clock }) => sum + clock, 0) * (plan.seats.length - 1);
    for (const end = performance.now() + DRAIN_MS; performance.now() < end && ears.delivered < expected;)
      await pause(20);
    const ended = lines.find((line) => line.ended !== null)?.ended ?? null;
    return {
      ...timed,
      arrived: ears.delivered / expected,
      p50Ms: ears.quantile(0.5),
      p99Ms: ears.quantile(0.99),
      ended,
    };
  } finally {
    pen.stop();
    for (const line of lines) line.close();
  }
}

type Timed = Pick<
  LoadResult,
  'offeredPerSecond' | 'deliveredPerSecond' | 'cpuPer100k' | 'generatorBusy' | 'generatorLateMs'
>;

async function timedPart(plan: LoadPlan, ears: Ears, pen: Pen): Promise<Timed> {
  const before = {
    busy: performance.eventLoopUtilization(),
    cpu: plan.cpu(),
    at: performance.now(),
    delivered: ears.delivered,
  };
  ears.begin();
  pen.lateMs.length = 0;
  await pause(plan.seconds * 1000);
  const seconds = (performance.now() - before.at) / 1000;
  const [delivered, cpu] = [ears.delivered - before.delivered, plan.cpu() - before.cpu];
  ears.end();
  return {
    offeredPerSecond: plan.rate * plan.typing * (plan.seats.length - 1),
    deliveredPerSecond: delivered / seconds,
    cpuPer100k: (cpu / delivered) * 100_000,
    generatorBusy: performance.eventLoopUtilization(before.busy).utilization,
    generatorLateMs: pen.lateMs.toSorted((one, other) => one - other)[Math.floor(pen.lateMs.length * 0.99)] ?? 0,
  };
}

/** Writes for all typists: in each turn everything that is due. */
class Pen {
  readonly lateMs: number[] = [];
  readonly #rate: number;
  readonly #typists: readonly Typist[];
  readonly #lines: readonly Line[];
  #timer: NodeJS.Timeout | null = null;
  #startedAt = 0;
  #turnAt = 0;

  constructor({ rate }: LoadPlan, typists: readonly Typist[], lines: readonly Line[]) {
    this.#rate = rate;
    this.#typists = typists;
    this.#lines = lines;
  }

  start(): void {
    this.#startedAt = performance.now();
    this.#turnAt = this.#startedAt;
    const turn = (): void => {
      this.#timer = setTimeout(turn, 1);
      this.#write(performance.now());
    };
    turn();
  }

  stop(): void {
    clearTimeout(this.#timer ?? undefined);
  }

  #write(now: number): void {
    this.lateMs.push(Math.max(0, now - this.#turnAt - 1));
    this.#turnAt = now;
    const together = Math.ceil(this.#rate / MOST_UPDATES_PER_SECOND);
    this.#typists.forEach((typist, index) => {
      const line = this.#lines[index] as Line;
      // So that they don't all press at the same instant.
      const due = ((now - this.#startedAt) * this.#rate) / 1000 - (index / this.#typists.length) * together;
      const updates: Buffer[] = [];
      while (typist.clock + together <= due) updates.push(updateMessage(line.seat, typist.type(together, now)));
      if (updates.length > 0) line.write(updates.length === 1 ? (updates[0] as Buffer) : Buffer.concat(updates));
    });
  }
}
