/**
 * The work of one consumer, shared by all servers: a BullMQ queue with at most one job for each log. A wake that comes
 * while that job runs is kept and runs after it. A job that fails is tried again, later and later; until then, wakes
 * for that log change nothing.
 *
 * Nothing here has to be kept: a job that got lost is queued again by the sweep (consumers.ts).
 */
import { Queue, type Job } from 'bullmq';
import { queueConnection } from '../log/redis.ts';
import { told, type Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { PatientWorker } from '../redis/patient-worker.ts';
import type { Consumer } from './consumer.ts';
import { drain, type DrainParts } from './drain.ts';

const AT_ONCE = 20;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 5 * 60_000;

/**
 * A server that is silent for seconds is dead, and another takes over. If it was only held up, the cursor fences it.
 */
const TAKE_OVER = { lockDuration: 4000, stalledInterval: 2000, maxStalledCount: 100, runRetryDelay: 1000 } as const;

export interface QueueParts extends Pick<DrainParts, 'log' | 'cursors'> {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly logger: Pick<Logger, 'warn'>;
  readonly metrics: Metrics;
}

interface Wake {
  readonly log: string;
}

export class ConsumerQueue {
  readonly name: string;
  readonly #consumer: Consumer;
  readonly #parts: QueueParts;
  readonly #queue: Queue<Wake>;
  readonly #worker: PatientWorker<Wake>;
  readonly #running = new Set<AbortController>();
  #isStopped = false;

  constructor(consumer: Consumer, parts: QueueParts) {
    this.name = consumer.name;
    this.#consumer = consumer;
    this.#parts = parts;
    const connection = queueConnection(parts.redisUrl);
    const prefix = `${parts.prefix}:consumers`;
    this.#queue = new Queue(consumer.name, {
      connection: { ...queueConnection(parts.redisUrl), maxRetriesPerRequest: 1, enableOfflineQueue: false },
      prefix,
      streams: { events: { maxLen: 100 } },
    });
    this.#worker = new PatientWorker<Wake>(consumer.name, (job) => this.#answer(job), {
      connection,
      prefix,
      autorun: false,
      concurrency: AT_ONCE,
      settings: { backoffStrategy: retryAfter },
      ...TAKE_OVER,
    });
    this.#queue.on('error', () => {});
    this.#worker.on('error', () => {});
  }

  run(): void {
    const { logger } = this.#parts;
    this.#worker
      .run()
      .catch((problem: unknown) => logger.warn('consumer.stopped', { consumer: this.name, problem: told(problem) }));
  }

  async wake(logs: readonly string[]): Promise<void> {
    const jobs = logs.map((log) => ({
      name: 'wake',
      data: { log },
      opts: { ...OPTIONS, deduplication: { id: log, keepLastIfActive: true } },
    }));
    await this.#queue.addBulk(jobs);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const stopping of this.#running) stopping.abort(new Error('the server stops'));
    await Promise.allSettled([this.#worker.close(), this.#queue.close()]);
  }

  async #answer({ data: { log }, attemptsMade }: Job<Wake>): Promise<void> {
    const stopping = new AbortController();
    this.#running.add(stopping);
    try {
      await drain(log, this.#consumer, { ...this.#parts, stopping });
    } catch (problem) {
      if (!this.#isStopped) this.#failed(log, attemptsMade, problem);
      throw problem;
    } finally {
      this.#running.delete(stopping);
    }
  }

  #failed(log: string, attemptsMade: number, problem: unknown): void {
    const { logger, metrics } = this.#parts;
    const consumer = this.name;
    logger.warn('consumer.failed', { consumer, log, attempt: attemptsMade + 1, problem: told(problem) });
    metrics.count('watchfloor_consumer_failures_total', { consumer });
  }
}

const OPTIONS = {
  attempts: 1_000_000,
  backoff: { type: 'custom' },
  removeOnComplete: true,
  removeOnFail: true,
} as const;

/** Doubles, up to five minutes; less up to a half, so that logs that failed together do not come back together. */
function retryAfter(attemptsMade: number): number {
  const longest = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attemptsMade - 1, 20));
  return Math.round(longest * (0.5 + Math.random() / 2));
}
