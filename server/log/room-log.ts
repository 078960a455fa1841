/**
 * The room log: append at a position, read after a version, follow the tail. Two bodies (Redis, memory) under one
 * contract suite.
 *
 *   append:  known ids? -> head version and hash? -> Redis TIME within 2 s of `at`? -> XADD each, ids, head, card, deadline, PUBLISH
 *            all or nothing, one round trip; only the reader of the log broadcasts, never the code that appended
 *
 * A log is named by its room's id ("inc-7") or "workspace".
 */
import type { Commit, Position } from '../../shared/envelope.ts';
import type { Card, ListedCard } from '../../shared/card.ts';
import type { Instant } from '../../shared/instants.ts';

/** An append that has not landed this long after its `at` never will. */
export const FENCE_MS = 2000;
/** How long a command's id is known: the same answer for at least a day. */
export const IDS_KEPT_SECONDS = 48 * 60 * 60;

/**
 * A command's id with who sent it and what it said (SHA-256 of actor and JCS content): the same id may only mean the
 * same act.
 */
export interface Identity {
  readonly commandId: string;
  readonly fingerprint: string;
}

export interface Batch {
  readonly log: string;
  /** Where the writer believes the head to be; version 0 and the genesis hash for an empty log. */
  readonly head: Position;
  /** The `at` of the batch: the append is refused 2 s after it, so that a look-up after that is final. */
  readonly at: Instant;
  /** Every waiting command of this batch, refused ones too: an id known from before changes its answer. */
  readonly identities: readonly Identity[];
  /** May be empty: then only the checks are made, so that a refusal is true at the head. */
  readonly commits: readonly Commit[];
  readonly card: Card | null;
  readonly dueAt: Instant | null;
}

export type Appended =
  | { readonly kind: 'appended' }
  /**
   * Some ids were seen before: their version, or "taken" when by another actor or with other content. Nothing was
   * written.
   */
  | {
      readonly kind: 'known';
      readonly known: ReadonlyArray<{ readonly commandId: string; readonly version: number; readonly taken: boolean }>;
    }
  /**
   * The head is elsewhere; up to 64 of the missing commits come with the answer. `forked`: same version, other hash.
   */
  | { readonly kind: 'moved'; readonly head: Position; readonly commits: readonly Commit[]; readonly forked: boolean }
  | { readonly kind: 'late'; readonly time: Instant };

/** Thrown when it is not known whether an append was written (no reply in time, connection lost). */
export class Unconfirmed extends Error {}
/** Thrown when the store said no or cannot be reached: nothing was written, or nothing could be read. */
export class Unavailable extends Error {}

export interface RoomLog {
  append(batch: Batch): Promise<Appended>;
  head(log: string): Promise<Position>;
  /** Commits with version > after, oldest first. */
  read(log: string, after: number, limit: number): Promise<readonly Commit[]>;
  /** The version at which this id was written, if it was. */
  lookUp(log: string, identity: Identity): Promise<{ readonly version: number; readonly taken: boolean } | null>;
  /**
   * Calls with everything that is published, in order, possibly with gaps (the follower fills them); `resync` after
   * each reconnection.
   */
  follow(
    log: string,
    tail: { commits(commits: readonly Commit[]): void; resync(): void },
  ): Promise<() => Promise<void>>;
  /** The lobby: every card, and what is published when one changes. */
  cards(): Promise<readonly ListedCard[]>;
  followCards(changed: (card: ListedCard) => void, resync: () => void): Promise<() => Promise<void>>;
  /** Logs whose earliest deadline is at or before `now`, with it. */
  dueLogs(now: Instant, limit: number): Promise<ReadonlyArray<{ readonly log: string; readonly dueAt: Instant }>>;
  /** A deadline may have moved: told to the alarm. */
  followDeadlines(moved: (log: string, dueAt: Instant | null) => void): Promise<() => Promise<void>>;
  loadSnapshot(
    log: string,
    lawVersion: number,
  ): Promise<{ readonly position: Position; readonly state: unknown } | null>;
  /** A lower version never overwrites a higher one. */
  saveSnapshot(
    log: string,
    lawVersion: number,
    snapshot: { readonly position: Position; readonly state: unknown },
  ): Promise<void>;
  /** Redis TIME, in milliseconds. */
  time(): Promise<number>;
}
