/**
 * The domain as the server sees it: what a log of any kind (a room, the workspace) must be able to answer. The server
 * knows this interface and no capability; main.ts hands them the two domains that exist.
 */
import type { AnyCommand, AnyEvent, Commit, Context } from '../../shared/envelope.ts';
import type { Refused, Verdict } from '../../shared/decider.ts';
import type { Instant } from '../../shared/instants.ts';
import type { Card } from '../../shared/card.ts';

export interface Domain<State> {
  /** Snapshots are kept by it: the same log under another version folds afresh. */
  readonly version: number;
  readonly initial: State;
  decide(state: State, command: AnyCommand, context: Context): Verdict<AnyEvent>;
  /** Throws UnknownEvent (shared/decider.ts) on a word of a newer version. */
  evolve(state: State, commit: Pick<Commit, 'version' | 'at' | 'by' | 'events'>): State;
  due(state: State): Instant | null;
  card(state: State): Card | null;
  /** The versions of older commits that a command refers to at this state. */
  mentions(command: AnyCommand, state: State): readonly number[];
  /** The refusal's sentence, with the names that this state knows. */
  explain(state: State, refused: Refused): string;
}
