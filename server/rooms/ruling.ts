/**
 * A ruling: all the commands that wait, judged one after another, each on the state that the one before it would leave
 * behind. Nothing is written and no one is answered here; that is the mailbox's, once the log has agreed.
 *
 *   state, head --decide--> events --seal--> commit --evolve--> state', head'  ...and so on, for the whole batch
 */
import type { AnyCommand, Commit, Context, Position } from '../../shared/envelope.ts';
import type { Instant } from '../../shared/instants.ts';
import type { CommandAnswer, NotOk } from '../../shared/protocol.ts';
import type { Card } from '../../shared/card.ts';
import type { Sender } from './hosting.ts';
import type { Domain } from './domain.ts';
import { foldRuled } from './evolving.ts';
import type { Identity } from '../log/room-log.ts';
import { positionOf, seal } from '../log/chain.ts';

/** A command that waits for its answer. */
export interface Waiting {
  readonly command: AnyCommand;
  readonly sender: Sender;
  readonly identity: Identity;
}

export interface Ruling {
  readonly answers: readonly CommandAnswer[];
  readonly commits: readonly Commit[];
  readonly card: Card | null;
  readonly dueAt: Instant | null;
}

export interface Judging<State> {
  readonly domain: Domain<State>;
  readonly state: State;
  readonly head: Position;
  readonly now: Instant;
  /** Older commits that the commands refer to. */
  readonly mentioned: ReadonlyMap<number, Commit>;
  /** A decision that threw: a bug of ours, reported to the operator; the command is refused, the others go on. */
  readonly bug: (error: unknown, type: string) => void;
}

export function rule<State>(judging: Judging<State>, waiting: readonly Waiting[]): Ruling {
  const known = new Map(judging.mentioned);
  const commits: Commit[] = [];
  let { state, head } = judging;
  const one = (each: Waiting): CommandAnswer => {
    if (each.sender.stands?.() === false) return notOk(judging.domain, state, { code: 'access.no-session' });
    const verdict = judging.domain.decide(state, each.command, contextOf({ ...judging, head, mentioned: known }, each));
    if (!verdict.ok) return notOk(judging.domain, state, verdict);
    if (verdict.events.length === 0) return { ok: true, version: head.version };
    const commit = seal(head, {
      at: judging.now,
      by: each.sender.actor.id,
      commandId: each.command.id,
      events: verdict.events,
    });
    state = foldRuled(judging.domain, state, commit);
    head = positionOf(commit);
    known.set(commit.version, commit);
    commits.push(commit);
    return { ok: true, version: head.version };
  };
  const answers = waiting.map((each): CommandAnswer => {
    try {
      return one(each);
    } catch (error) {
      judging.bug(error, each.command.type);
      return notOk(judging.domain, state, {
        code: 'command.malformed',
        facts: { problem: 'this server could not judge it' },
      });
    }
  });
  return { answers, commits, card: judging.domain.card(state), dueAt: judging.domain.due(state) };
}

/** A refusal as it is answered: the code for programs, the sentence for people. */
export function notOk<State>(
  domain: Domain<State>,
  state: State,
  refused: { code: string; facts?: Readonly<Record<string, unknown>> | undefined },
): NotOk {
  const { code, facts } = refused;
  const message = domain.explain(state, { ok: false, code, facts });
  return facts === undefined ? { ok: false, code, message } : { ok: false, code, message, facts };
}

function contextOf<State>(judging: Judging<State>, { command, sender }: Waiting): Context {
  return {
    now: judging.now,
    actor: sender.actor,
    commandId: command.id,
    version: judging.head.version + 1,
    epoch: command.epoch,
    writtenAt: command.writtenAt,
    arrival: sender.arrival,
    here: sender.here?.(),
    commits: judging.mentioned,
  };
}
