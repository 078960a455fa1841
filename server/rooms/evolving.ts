/**
 * Folding a commit into a state, once: a commit that was ruled here is folded again when it comes back from the log, and
 * by then what comes of it is known. Only for exactly the same state; anything else is folded afresh.
 */
import type { Commit } from '../../shared/envelope.ts';
import type { Domain } from './domain.ts';

const ruled = new WeakMap<Commit, { readonly from: unknown; readonly to: unknown }>();

/** As `domain.evolve`, and remembers. */
export function foldRuled<State>(domain: Domain<State>, from: State, commit: Commit): State {
  const to = domain.evolve(from, commit);
  ruled.set(commit, { from, to });
  return to;
}

/** As `domain.evolve`. Throws UnknownEvent on a word of a newer version. */
export function foldHeard<State>(domain: Domain<State>, from: State, commit: Commit): State {
  const known = ruled.get(commit);
  ruled.delete(commit);
  return known?.from === from ? (known.to as State) : domain.evolve(from, commit);
}
