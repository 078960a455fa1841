/**
 * Whether Redis takes writes now: found out by writing, once a second, on a connection of its own. A replica, a full
 * memory, too few replicas or a right that was taken away all leave Redis answering, and only a write tells.
 *
 *   writes --refused, or twice no answer--> told: nothing can be saved --a write succeeds--> told
 *
 * After a failover every other connection of this process may still lead to the former primary, now a replica. So when
 * writes succeed again they are all made again before anyone is told to go on.
 */
import type { Redis } from 'ioredis';
import { told, type Logger } from '../logger.ts';
import { connectAgain, connectForRequests } from '../log/redis.ts';
import { pause, Shared } from '../rooms/waiting.ts';
import { deniedIn, deniedToStart, demandNone, NEEDED_AS_JSON, TRY_TO_WRITE, type Rights } from './rights.ts';

const EVERY_MS = 1000;
/** One lost answer is no outage. */
const SILENT_TWICE = 2;
/** How long a start waits for the first connection. */
const FIRST_MS = 1500;

export interface WriteWatchParts extends Rights {
  readonly redisUrl: string;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
}

/** What the sockets need to know. */
export interface Saving {
  readonly isPossible: boolean;
  /** Called when that changes. Returns how to stop. */
  listen(hear: (possible: boolean) => void): () => void;
}

export class WriteWatch implements Saving {
  readonly #parts: WriteWatchParts;
  readonly #redis: Redis;
  readonly #listeners = new Set<(possible: boolean) => void>();
  readonly #look = new Shared(() => this.#once());
  #problem: string | null = null;
  #missing: readonly string[] = [];
  #silences = 0;
  #possible = true;
  #wasReplica = false;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(parts: WriteWatchParts) {
    this.#parts = parts;
    this.#redis = connectForRequests(parts.redisUrl, EVERY_MS);
  }

  /** Why the last write failed: a sentence for the operator. Null when it succeeded. */
  get problem(): string | null {
    return this.#problem;
  }

  get isPossible(): boolean {
    return this.#possible;
  }

  listen(hear: (possible: boolean) => void): () => void {
    this.#listeners.add(hear);
    return () => void this.#listeners.delete(hear);
  }

  /** Throws BadConfig when this Redis user may not do what is needed. A Redis that is away does not. */
  async start(): Promise<void> {
    await this.#connected();
    const denied = await deniedToStart(this.#redis, this.#parts);
    await this.#look.run();
    demandNone([...denied, ...this.#missing], this.#parts);
    this.#lookLater();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#redis.disconnect();
  }

  async #connected(): Promise<void> {
    for (const until = performance.now() + FIRST_MS; performance.now() < until; await pause(20))
      if (['ready', 'reconnecting'].includes(this.#redis.status)) return;
  }

  #lookLater(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.#look.run().finally(() => this.#lookLater()), EVERY_MS);
    this.#timer.unref();
  }

  /** Never rejects. */
  async #once(): Promise<void> {
    try {
      this.#missing = await this.#write();
      if (this.#missing.length === 0 && this.#wasReplica) await this.#leaveReplica();
      this.#conclude(this.#missing.length === 0 ? null : mayNotRun(this.#missing), true);
    } catch (problem) {
      const isReply = problem instanceof Error && problem.name === 'ReplyError';
      const denied = isReply ? deniedIn(problem) : null;
      this.#missing = denied === null ? [] : [denied];
      this.#wasReplica ||= isReply && REPLICA.test(problem.message);
      this.#conclude(isReply ? refusal(problem) : `Redis does not answer (${told(problem)}).`, isReply);
    }
  }

  async #leaveReplica(): Promise<void> {
    await connectAgain(this.#parts.redisUrl, this.#redis);
    this.#wasReplica = false;
  }

  #write(): Promise<readonly string[]> {
    const { prefix } = this.#parts;
    const value = String(Date.now());
    const words = [`${prefix}:{probe}`, `${prefix}@probe`, value, ...NEEDED_AS_JSON];
    return this.#redis.eval(TRY_TO_WRITE, 1, ...words) as Promise<readonly string[]>;
  }

  #conclude(problem: string | null, answered: boolean): void {
    const before = this.#problem;
    this.#problem = problem;
    this.#silences = answered ? 0 : this.#silences + 1;
    const possible = problem === null || (this.#possible && !answered && this.#silences < SILENT_TWICE);
    if (problem !== null && problem !== before) this.#parts.logger.warn('redis.takes-no-writes', { problem });
    if (problem === null && before !== null) this.#parts.logger.info('redis.takes-writes');
    if (possible === this.#possible) return;
    this.#possible = possible;
    for (const hear of this.#listeners) hear(possible);
  }
}

const mayNotRun = (commands: readonly string[]): string => `The Redis user may not run ${commands.join(', ')}.`;

const REPLICA = /\bREADONLY\b/;
const REFUSALS: ReadonlyArray<readonly [RegExp, string]> = [
  [REPLICA, 'Redis is a read-only replica: promote it, or let REDIS_URL lead to the primary.'],
  [/\bOOM\b/, 'Redis has reached its maxmemory: raise it.'],
  [/\bNOREPLICAS\b/, 'Redis has fewer replicas than its min-replicas-to-write asks for: start one, or lower it.'],
  [/\bMISCONF\b/, 'Redis cannot write to its disk.'],
  [/\bLOADING\b/, 'Redis is still loading its data.'],
];

function refusal(problem: Error): string {
  const known = REFUSALS.find(([sign]) => sign.test(problem.message));
  if (known !== undefined) return known[1];
  const denied = deniedIn(problem);
  return denied === null ? `Redis refuses to write (${problem.message}).` : mayNotRun([denied]);
}
