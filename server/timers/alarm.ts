/**
 * The alarm: wakes a room when something in it is due. Only that: a timer sends an ordinary command by the same path
 * as a person's, and the domain asks the state what is due. So a late, early, double or missing timer changes nothing
 * but the moment.
 *
 *   append -> deadline published -> every server sets one timer (BullMQ, one job for each log and deadline) -> one fires
 *   every 5 s, and at the start: anything overdue in the sorted set is fired by the server that sees it
 *
 * BullMQ looks at this machine's clock to wake up. A server whose clock is off leaves the firing to the others.
 */
import { DelayedError, Queue, type Job } from 'bullmq';
import { randomUUID } from 'node:crypto';
import { CLOCK } from '../../shared/envelope.ts';
import { ring } from '../../shared/room.ts';
import type { CommandAnswer } from '../../shared/protocol.ts';
import type { AnyCommand } from '../../shared/envelope.ts';
import type { Instant } from '../../shared/instants.ts';
import type { Sender } from '../rooms/hosting.ts';
import { told, type Logger } from '../logger.ts';
import { queueConnection } from '../log/redis.ts';
import type { RoomLog } from '../log/room-log.ts';
import { PatientWorker } from '../redis/patient-worker.ts';
import type { StoreClock } from '../log/store-clock.ts';

export const SWEEP_EVERY_MS = 5000;
/** A timer has this long before the sweep fires instead: anything that fires sooner came from its timer. */
export const BELL_GRACE_MS = 1500;
const CLOCK_OFF_MS = 500;
const MOST_AT_ONCE = 50;

const byTheClock: Sender = { actor: { id: CLOCK, name: CLOCK, trained: false, administrator: false } };

/** What the alarm needs of the rooms. */
interface Ringable {
  room(id: string): Promise<{ send(command: AnyCommand, sender: Sender): Promise<CommandAnswer> } | null>;
}

export interface AlarmParts {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly log: Pick<RoomLog, 'dueLogs' | 'followDeadlines'>;
  readonly clock: StoreClock;
  readonly rooms: Ringable;
  readonly logger: Pick<Logger, 'warn'>;
  /** Told by how many ms a log was woken after its deadline. */
  readonly wokeLate?: (lateMs: number) => void;
  /** Without timers only the sweep fires (a test's way to show that it suffices). */
  readonly bells?: boolean;
}

interface Bell {
  readonly log: string;
  readonly dueAt: Instant;
}

export class Alarm {
  readonly #parts: AlarmParts;
  readonly #queue: Queue<Bell> | null;
  readonly #worker: PatientWorker<Bell> | null;
  #timer: NodeJS.Timeout | undefined;
  #unfollow: (() => Promise<void>) | undefined;
  #sweeping = false;

  constructor(parts: AlarmParts) {
    this.#parts = parts;
    const hung = parts.bells !== false;
    const shared = { connection: queueConnection(parts.redisUrl), prefix: `${parts.prefix}:bells` };
    this.#queue = hung
      ? new Queue('alarm', {
          ...shared,
          connection: { ...queueConnection(parts.redisUrl), maxRetriesPerRequest: 1, enableOfflineQueue: false },
        })
      : null;
    this.#worker = hung
      ? new PatientWorker<Bell>('alarm', (job, token) => this.#answerBell(job, token), {
          ...shared,
          autorun: false,
          ...PATIENCE,
        })
      : null;
    this.#queue?.on('error', () => {});
    this.#worker?.on('error', () => {});
  }

  /** Never throws: what the store cannot do yet is tried again with every sweep. */
  async start(): Promise<void> {
    this.#worker
      ?.run()
      .catch((problem: unknown) => this.#parts.logger.warn('timers stopped', { problem: told(problem) }));
    this.#timer = setInterval(() => void this.#sweep(BELL_GRACE_MS), SWEEP_EVERY_MS);
    this.#timer.unref();
    await this.#sweep(0);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#unfollow?.();
    await Promise.allSettled([this.#worker?.close(), this.#queue?.close()]);
  }

  async #hangUp({ log, dueAt }: Bell): Promise<void> {
    const now = this.#parts.clock.now();
    const due = Date.parse(dueAt);
    const options = {
      jobId: `${log}-at-${due}`,
      timestamp: now,
      delay: Math.max(0, due - now),
      removeOnComplete: true,
      removeOnFail: true,
    };
    // A timer that could not be set is not missed: the sweep reads the sorted set.
    await this.#queue?.add('due', { log, dueAt }, options).catch(() => {});
  }

  async #answerBell(job: Job<Bell>, token: string | undefined): Promise<void> {
    const due = Date.parse(job.data.dueAt);
    if (this.#parts.clock.now() < due) {
      await job.moveToDelayed(due + 1, token);
      throw new DelayedError();
    }
    await this.#ring(job.data);
  }

  /** Its outcome does not matter: what is still due stays in the sorted set. */
  async #ring({ log, dueAt }: Bell): Promise<void> {
    this.#parts.wokeLate?.(Math.max(0, this.#parts.clock.now() - Date.parse(dueAt)));
    try {
      const room = await this.#parts.rooms.room(log);
      // Unlike a person's, this id is no UUID, so no one can have used it.
      await room?.send(ring(`ring-${randomUUID()}`), byTheClock);
    } catch (problem) {
      this.#parts.logger.warn('a timer did not wake its room', { log, problem: told(problem) });
    }
  }

  async #sweep(graceMs: number): Promise<void> {
    if (this.#sweeping) return;
    this.#sweeping = true;
    try {
      this.#unfollow ??= await this.#parts.log.followDeadlines(
        (log, dueAt) => void (dueAt === null ? null : this.#hangUp({ log, dueAt })),
      );
      this.#mindTheClock();
      await this.#ringOverdue(new Date(this.#parts.clock.now() - graceMs).toISOString());
    } catch (problem) {
      this.#parts.logger.warn('sweep failed', { problem: told(problem) });
    } finally {
      this.#sweeping = false;
    }
  }

  async #ringOverdue(until: Instant): Promise<void> {
    const overdue = [...(await this.#parts.log.dueLogs(until, 2000))];
    const ringer = async () => {
      for (let next = overdue.shift(); next !== undefined; next = overdue.shift()) await this.#ring(next);
    };
    await Promise.all(Array.from({ length: MOST_AT_ONCE }, ringer));
  }

  #mindTheClock(): void {
    const off = Math.abs(Date.now() - this.#parts.clock.estimate()) > CLOCK_OFF_MS;
    if (off && this.#worker?.isPaused() === false) void this.#worker.pause(true).catch(() => {});
    if (!off && this.#worker?.isPaused() === true) void this.#worker.resume();
  }
}

/** Firing takes milliseconds: a worker that is silent for seconds is dead, and another takes over. */
const PATIENCE = {
  concurrency: MOST_AT_ONCE,
  lockDuration: 4000,
  stalledInterval: 2000,
  maxStalledCount: 100,
  runRetryDelay: 1000,
} as const;
