/**
 * A consumer: something that happens because of a commit, after it. It is handed every commit of every log, each log's
 * in order, and stands in no command's way: a consumer that fails is tried again for that log alone, later and later.
 *
 * What it does outside Redis happens at least once, so it must be harmless twice (an id that the receiver knows). What
 * it writes into Redis through `writes` happens exactly once: it is written in one step with the cursor.
 *
 * A new name begins at the first commit of every log. So give a consumer a new name when it must read everything again.
 */
import type { Commit } from '../../shared/envelope.ts';

/** The next commits of one log, without gap. */
export interface Portion {
  readonly log: string;
  readonly commits: readonly Commit[];
  /** What it asked to be told with the next portion of this log; empty for the first. */
  readonly memo: string;
  /** Aborted when the server stops or the time for a portion is over; what is said after that is not heard. */
  readonly signal: AbortSignal;
}

/**
 * A write to a key of the consumer's own, one such key for each bucket of logs. One key is used for one kind of value:
 * Redis takes nothing back when it refuses the last of several writes.
 */
type Write =
  | readonly [command: 'HINCRBY', key: string, field: string, by: number]
  | readonly [command: 'RPUSH', key: string, value: string];

export interface Consumed {
  readonly writes?: readonly Write[];
  /** Absent: as it was. */
  readonly memo?: string;
}

export interface Consumer {
  /** Lower-case letters and dashes: part of key names. */
  readonly name: string;
  consume(portion: Portion): Consumed | Promise<Consumed>;
}
