/**
 * Hosting, as the other parts of the server see it: what one live log and the set of live rooms can be asked.
 * hosted-room.ts and rooms.ts are the bodies; sockets, http, presence, timers and the scribe gateway use only these
 * words.
 */
import type { Actor, AnyCommand, Arrival, Commit, Position } from '../../shared/envelope.ts';
import type { CommandAnswer } from '../../shared/protocol.ts';
import type { RoomState } from '../../shared/room.ts';
import type { WorkspaceState } from '../../shared/workspace/words.ts';
import type { ListedCard } from '../../shared/card.ts';

/** Who sends a command, and how they would join if they are not in the room yet (absent: they may not join by this). */
export interface Sender {
  readonly actor: Actor;
  readonly arrival?: Arrival | undefined;
  /** Asked when the command is judged: who is connected to the room; undefined while that is not known. */
  readonly here?: (() => readonly string[] | undefined) | undefined;
  /** Asked when the command is judged, right before the append: may its sender still act at all? Absent: yes. */
  readonly stands?: (() => boolean) | undefined;
}

export interface Folded<State> {
  readonly state: State;
  readonly position: Position;
}

export interface Hosted<State> {
  readonly id: string;
  /** The fold as this server has it now; may be behind the head. */
  readonly folded: Folded<State>;
  /**
   * As new as anything acknowledged before the call, on any server: compares with the store's head first,
   * single-flight.
   */
  fresh(): Promise<Folded<State>>;
  /**
   * Decides and appends. Never throws: unknown outcomes answer `unconfirmed`, a full mailbox `busy`, a dead store
   * `unavailable`.
   */
  send(command: AnyCommand, sender: Sender): Promise<CommandAnswer>;
  /** Commits with version > after, oldest first; from the ring when it has them. */
  after(version: number, limit: number): Promise<readonly Commit[]>;
  /** The newest `limit` commits with version < before, oldest first. */
  before(version: number, limit: number): Promise<readonly Commit[]>;
  /**
   * Called with each run of new commits, in order, without gap or double, after the fold. Returns how to stop. `halted`
   * is called at most once, and nothing after it: the fold had to stop or start over (`frozen` may say why). Listeners
   * then send their clients away (1013); these come back with their position and are told where they are.
   */
  listen(listener: (commits: readonly Commit[]) => void, halted?: (reason: string) => void): () => void;
  /** Non-null when this fold goes no further: LAW_AHEAD, or what is wrong with the chain. Read only. */
  readonly frozen: string | null;
}

/** The log speaks words of a newer version than this server's: another server can serve it. */
export const LAW_AHEAD = 'law';
/** What `halted` hears when this server had lived on a branch that the log no longer has. */
export const REWOUND = 'rewound';

export interface Hosting {
  readonly workspace: Hosted<WorkspaceState>;
  /** The live room, loaded on first use; null when nothing was ever written under this id. Throws Unavailable. */
  room(id: string): Promise<Hosted<RoomState> | null>;
  /** The room for its very first command (declaration); does not demand that anything is written. */
  unwritten(id: string): Promise<Hosted<RoomState>>;
  /** Rooms loaded now (for presence and alarms). */
  live(): Iterable<Hosted<RoomState>>;
  cards(): Promise<readonly ListedCard[]>;
  listenCards(listener: (card: ListedCard) => void): () => void;
  /** The estimate of Redis's TIME, in milliseconds, never going back. */
  now(): number;
}
