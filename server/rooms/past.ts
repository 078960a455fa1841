/**
 * A room as it was: its log folded up to a version, every link of the chain checked as when it is read for the first
 * time.
 *
 *   newest keyframe that the log still confirms -> commits after it, a few at a time -> the state at that version
 *
 * Always holds: one question folds each commit once at most; between two handfuls everyone else has their turn; what is
 * remembered is some states for all rooms together, and the answer does not depend on it.
 */
import { UnknownEvent } from '../../shared/decider.ts';
import type { Commit } from '../../shared/envelope.ts';
import type { Instant } from '../../shared/instants.ts';
import { flaw, genesis, positionOf } from '../log/chain.ts';
import type { Domain } from './domain.ts';
import type { Hosted } from './hosting.ts';
import type { Base } from './live-fold.ts';

const HANDFUL = 100;
const KEYFRAME_EVERY = 500;
const MOST_KEPT = 32;

/** Why there is no answer: the log speaks words of a newer version, its chain is broken, or no one waits any more. */
export type NoPast = 'law' | 'broken' | 'left';

type Log = Pick<Hosted<unknown>, 'id' | 'folded' | 'after'>;

/** The newest version written by this instant; 0 before the first. Asks for one commit at each step. */
export async function versionAt(log: Log, at: Instant): Promise<number> {
  let [low, high] = [0, log.folded.position.version];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const [commit] = await log.after(middle - 1, 1);
    if (commit !== undefined && commit.at <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

export class Past<State> {
  readonly #domain: Domain<State>;
  /** By room and version, the one asked for last at the end. */
  readonly #kept = new Map<string, Base<State>>();

  constructor(domain: Domain<State>) {
    this.#domain = domain;
  }

  /** The room when its log stood at a version that it has reached. Throws Unavailable. */
  async at(log: Log, version: number, isLeft: () => boolean): Promise<Base<State> | NoPast> {
    let base = await this.#before(log, version);
    while (base.position.version < version) {
      if (isLeft()) return 'left';
      const after = base.position.version;
      const commits = await log.after(after, Math.min(HANDFUL, version - after));
      const next = this.#fold(base, commits);
      if (typeof next === 'string') return next;
      base = next;
      if (base.position.version % KEYFRAME_EVERY === 0) this.#keep(log.id, base);
    }
    return base;
  }

  #fold(base: Base<State>, commits: readonly Commit[]): Base<State> | NoPast {
    if (commits.length === 0) return 'broken';
    let { state, position } = base;
    for (const commit of commits) {
      if (flaw(position, commit) !== null) return 'broken';
      try {
        state = this.#domain.evolve(state, commit);
      } catch (problem) {
        if (problem instanceof UnknownEvent) return 'law';
        throw problem;
      }
      position = positionOf(commit);
    }
    return { state, position, at: commits.at(-1)?.at ?? base.at };
  }

  /** Where the fold begins. A log that was set back may no longer have what is remembered of it. */
  async #before(log: Log, version: number): Promise<Base<State>> {
    for (let at = version - (version % KEYFRAME_EVERY); at > 0; at -= KEYFRAME_EVERY) {
      const key = keyOf(log.id, at);
      const found = this.#kept.get(key);
      if (found === undefined) continue;
      const [commit] = await log.after(at - 1, 1);
      this.#kept.delete(key);
      if (commit?.hash !== found.position.hash) continue;
      this.#kept.set(key, found);
      return found;
    }
    return { state: this.#domain.initial, position: genesis(log.id), at: '' };
  }

  #keep(room: string, base: Base<State>): void {
    this.#kept.set(keyOf(room, base.position.version), base);
    for (const key of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) return;
      this.#kept.delete(key);
    }
  }
}

const keyOf = (room: string, version: number): string => `${room} ${version}`;
