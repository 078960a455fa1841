/**
 * The fold of one log as this server has it: state, position, a ring of recent commits, and the listeners. The only way
 * in is `absorb`, wherever the commits come from (the tail, a read, an append's own answer). It takes the next link of
 * the chain or nothing: what is known is dropped, a gap stops it, a commit that does not continue the chain stops it.
 * It never skips.
 */
import type { Commit } from '../../shared/envelope.ts';
import type { Instant } from '../../shared/instants.ts';
import { UnknownEvent } from '../../shared/decider.ts';
import { flaw, positionOf } from '../log/chain.ts';
import type { Folded } from './hosting.ts';
import type { Domain } from './domain.ts';
import { foldHeard } from './evolving.ts';

const RING = 512;

/**
 * done: all of it is folded now · gap: something before it is missing · broken: it does not continue our chain · law:
 * our version cannot fold it
 */
export type Absorbed = 'done' | 'gap' | 'broken' | 'law';

/** Where a fold begins: an empty log, or a snapshot. */
export interface Base<State> extends Folded<State> {
  /** The `at` of the commit at this position; the empty text for an empty log. */
  readonly at: Instant;
}

interface Listener {
  heard(commits: readonly Commit[]): void;
  halted(reason: string): void;
}

export class LiveFold<State> {
  readonly #domain: Domain<State>;
  readonly #bug: (error: unknown, where: string) => void;
  #base: Base<State>;
  #ring: Commit[] = [];
  #listeners = new Set<Listener>();

  constructor(domain: Domain<State>, base: Base<State>, bug: (error: unknown, where: string) => void) {
    this.#domain = domain;
    this.#base = base;
    this.#bug = bug;
  }

  get now(): Base<State> {
    return this.#base;
  }

  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  absorb(commits: readonly Commit[]): Absorbed {
    const taken: Commit[] = [];
    let outcome: Absorbed = 'done';
    for (const commit of commits) {
      if (commit.version <= this.#base.position.version) continue;
      outcome = this.#take(commit);
      if (outcome !== 'done') break;
      taken.push(commit);
    }
    this.#remember(taken);
    if (taken.length > 0) for (const listener of this.#listeners) this.#tell(() => listener.heard(taken));
    return outcome;
  }

  /** Starts over elsewhere: earlier listeners must not go on as if nothing had happened. */
  restart(base: Base<State>): void {
    this.#base = base;
    this.#ring = [];
  }

  halt(reason: string): void {
    const listeners = this.#listeners;
    this.#listeners = new Set();
    for (const listener of listeners) this.#tell(() => listener.halted(reason));
  }

  listen(heard: Listener['heard'], halted: Listener['halted']): () => void {
    const listener = { heard, halted };
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * Commits with version > after and < before, when the ring reaches back that far; null when the log must be asked.
   */
  between(after: number, before: number): readonly Commit[] | null {
    const oldest = this.#ring[0]?.version ?? this.#base.position.version + 1;
    if (after + 1 < oldest) return null;
    return this.#ring.slice(after + 1 - oldest, Math.max(0, before - oldest));
  }

  /** The hash of the commit at this version, if it is within reach. */
  hashAt(version: number): string | undefined {
    const { position } = this.#base;
    return position.version === version ? position.hash : this.between(version - 1, version + 1)?.[0]?.hash;
  }

  #take(commit: Commit): Absorbed {
    const { state, position } = this.#base;
    if (commit.version > position.version + 1) return 'gap';
    if (flaw(position, commit) !== null) return 'broken';
    try {
      this.#base = { state: foldHeard(this.#domain, state, commit), position: positionOf(commit), at: commit.at };
      return 'done';
    } catch (error) {
      if (!(error instanceof UnknownEvent)) this.#bug(error, 'evolve');
      return 'law';
    }
  }

  /** One listener's mistake is not the others' loss. */
  #tell(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.#bug(error, 'listener');
    }
  }

  #remember(commits: readonly Commit[]): void {
    this.#ring.push(...commits);
    if (this.#ring.length > RING * 2) this.#ring = this.#ring.slice(-RING);
  }
}
