/**
 * The load: rooms full of people, some of whom say something at a given rate, everyone hearing everything. The same
 * people stay for all tries with one candidate.
 *
 *   all enter -> warm up -> the timed part -> until everything has arrived, or two seconds
 */
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Tried } from '../common/search.ts';
import type { Stage } from './candidates.ts';
import { mark, Marks } from './marks.ts';
import { comeIn, type Guest } from './packets.ts';

const DRAIN_MS = 2_000;
/** As long as what people say in an incident. */
const WORDS = 'the error rate is falling since the last rollback, replicas look fine from here, more in five minutes';

export interface Shape {
  readonly rooms: number;
  /** In each room. */
  readonly people: number;
  /** How many of them say something. */
  readonly senders: number;
}

export interface LoadResult extends Tried {
  readonly p50Ms: number;
  readonly cpuPer100k: number;
  readonly answeredP50Ms: number;
}

export class Crowd {
  readonly #stage: Stage;
  readonly #shape: Shape;
  #guests: readonly Guest[] = [];
  #marks = new Marks();

  private constructor(stage: Stage, shape: Shape) {
    this.#stage = stage;
    this.#shape = shape;
  }

  /** Everyone in their rooms. */
  static async gather(stage: Stage, shape: Shape): Promise<Crowd> {
    const crowd = new Crowd(stage, shape);
    const rooms: string[] = [];
    for (let room = 0; room < shape.rooms; room += 1) rooms.push(await stage.newRoom());
    const places = rooms.flatMap((room) =>
      Array.from({ length: shape.people }, (_, person) => stage.place(room, person)),
    );
    crowd.#guests = await comeIn(places, (_guest, frame, at) => crowd.#marks.hear(frame, at));
    return crowd;
  }

  get #senders(): readonly Guest[] {
    const { people, senders } = this.#shape;
    return this.#guests.filter((_, index) => index % people < senders);
  }

  async load(
    perSecond: number,
    { warmSeconds, seconds }: { warmSeconds: number; seconds: number },
  ): Promise<LoadResult> {
    this.#marks = new Marks();
    const marks = this.#marks;
    const voices = new Voices(this.#senders, { linesPerSecond: perSecond / this.#shape.people, marks });
    voices.start();
    await pause(warmSeconds * 1000);
    const before = { at: performance.now(), cpu: this.#stage.cpu(), delivered: marks.delivered };
    const busy = performance.eventLoopUtilization();
    marks.begin();
    voices.answeredMs.length = 0;
    await pause(seconds * 1000);
    marks.end();
    const [delivered, cpu] = [marks.delivered - before.delivered, this.#stage.cpu() - before.cpu];
    const tookSeconds = (performance.now() - before.at) / 1000;
    const { utilization } = performance.eventLoopUtilization(busy);
    voices.stop();
    const expected = marks.sentAt.length * this.#shape.people;
    for (const end = performance.now() + DRAIN_MS; performance.now() < end && marks.delivered < expected;)
      await pause(20);
    return {
      offeredPerSecond: perSecond,
      deliveredPerSecond: delivered / tookSeconds,
      arrived: marks.delivered / expected,
      p50Ms: marks.quantile(0.5),
      p99Ms: marks.quantile(0.99),
      cpuPer100k: (cpu / delivered) * 100_000,
      answeredP50Ms: median(voices.answeredMs),
      generatorBusy: utilization,
      ended: this.#guests.find((guest) => guest.ended !== null)?.ended ?? voices.refused,
    };
  }

  leave(): void {
    for (const guest of this.#guests) guest.close();
  }
}

/** Says for all senders, in each turn, everything that is due. */
class Voices {
  readonly answeredMs: number[] = [];
  /** Why something was not taken. */
  refused: string | null = null;
  readonly #senders: readonly Guest[];
  readonly #linesPerSecond: number;
  readonly #marks: Marks;
  #timer: NodeJS.Timeout | null = null;
  #said = 0;

  constructor(senders: readonly Guest[], { linesPerSecond, marks }: { linesPerSecond: number; marks: Marks }) {
    this.#senders = senders;
    this.#linesPerSecond = linesPerSecond;
    this.#marks = marks;
  }

  start(): void {
    const startedAt = performance.now();
    const turn = (): void => {
      this.#timer = setTimeout(turn, 1);
      for (const due = ((performance.now() - startedAt) * this.#linesPerSecond) / 1000; this.#said < due;) this.#say();
    };
    turn();
  }

  stop(): void {
    clearTimeout(this.#timer ?? undefined);
  }

  #say(): void {
    const sender = this.#senders[this.#said % this.#senders.length] as Guest;
    this.#said += 1;
    const at = performance.now();
    const data = { text: `${mark(this.#marks.send())} ${WORDS}` };
    sender.ask('command', { room: sender.place.room, id: randomUUID(), type: 'timeline.say', data }).then(
      ({ ok, code }) => {
        if (ok !== true) this.refused = `refused: ${String(code)}`;
        this.answeredMs.push(performance.now() - at);
      },
      (problem: unknown) => (this.refused = String(problem)),
    );
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
