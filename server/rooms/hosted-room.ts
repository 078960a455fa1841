/**
 * One live log on this server: a reader that folds it and a mailbox that writes it.
 *
 *   tail, reads --> reader --> fold --> listeners          send --> mailbox --> append --+
 *                     ^------------- commits that the log now certainly has -------------+
 *
 * Always holds: nothing reaches the fold but what the log has; `folded` may be behind, `fresh` is not.
 */
import type { AnyCommand, Commit } from '../../shared/envelope.ts';
import type { CommandAnswer } from '../../shared/protocol.ts';
import { LAW_AHEAD, type Folded, type Hosted, type Sender } from './hosting.ts';
import { told } from '../logger.ts';
import type { Domain } from './domain.ts';
import type { Base } from './live-fold.ts';
import { Mailbox, type Counted } from './mailbox.ts';
import { Reader, type Warn } from './reader.ts';
import type { RoomLog } from '../log/room-log.ts';
import type { StoreClock } from '../log/store-clock.ts';

export interface RoomServices {
  readonly log: RoomLog;
  readonly clock: StoreClock;
  readonly warn: Warn;
  /** Told of each append. */
  readonly counted?: ((append: Counted) => void) | undefined;
}

export class HostedRoom<State> implements Hosted<State> {
  readonly id: string;
  readonly #domain: Domain<State>;
  readonly #log: RoomLog;
  readonly #reader: Reader<State>;
  readonly #mailbox: Mailbox<State>;

  constructor(id: string, domain: Domain<State>, services: RoomServices) {
    this.id = id;
    this.#domain = domain;
    this.#log = services.log;
    this.#reader = new Reader(id, domain, services);
    this.#mailbox = new Mailbox({
      ...services,
      id,
      domain,
      open: () => this.#open(),
      fold: () => this.#reader.fold.now,
      moved: (mostMs) => this.#moved(mostMs),
      learn: (commits, head) => this.#reader.learn(commits, head),
      mentioned: (commands) => this.#mentioned(commands),
      isClosed: () => this.#reader.isClosed,
      bug: (error, type) => services.warn('a decision threw', { log: id, type, error: told(error) }),
    });
  }

  get folded(): Folded<State> {
    return this.#reader.fold.now;
  }

  get frozen(): string | null {
    return this.#reader.frozen;
  }

  /** No listeners and nothing waiting: this room may be unloaded. */
  get isQuiet(): boolean {
    return !this.#reader.fold.isHeard && this.#mailbox.isIdle;
  }

  /** Resolves once it has been loaded. Throws Unavailable. */
  async opened(): Promise<void> {
    if (!this.#reader.isLoaded) await this.#reader.sync();
  }

  async fresh(): Promise<Folded<State>> {
    await this.#reader.sync();
    return this.folded;
  }

  send(command: AnyCommand, sender: Sender): Promise<CommandAnswer> {
    return this.#mailbox.send(command, sender);
  }

  async after(version: number, limit: number): Promise<readonly Commit[]> {
    return this.#reader.fold.between(version, version + limit + 1) ?? this.#log.read(this.id, version, limit);
  }

  async before(version: number, limit: number): Promise<readonly Commit[]> {
    const after = Math.max(0, version - limit - 1);
    return (
      this.#reader.fold.between(after, version) ?? this.#log.read(this.id, after, Math.max(0, version - after - 1))
    );
  }

  listen(listener: (commits: readonly Commit[]) => void, halted: (reason: string) => void = () => {}): () => void {
    return this.#reader.fold.listen(listener, halted);
  }

  /** Commands that wait are answered first. */
  async close(): Promise<void> {
    await this.#mailbox.drained();
    await this.#reader.close();
  }

  #moved(mostMs: number): Promise<void> {
    return new Promise((resolve) => {
      const moved = (): void => {
        clearTimeout(timer);
        stop();
        resolve();
      };
      const timer = setTimeout(moved, mostMs);
      const stop = this.#reader.fold.listen(moved, moved);
    });
  }

  async #open(): Promise<Base<State> | string> {
    await this.opened();
    if (this.frozen === null) return this.#reader.fold.now;
    return this.frozen === LAW_AHEAD ? 'unavailable' : 'room.frozen';
  }

  /** The older commits that these commands speak of, as far as they exist. */
  async #mentioned(commands: readonly AnyCommand[]): Promise<ReadonlyMap<number, Commit>> {
    const { state, position } = this.folded;
    const versions = new Set(
      commands
        .flatMap((command) => this.#domain.mentions(command, state))
        .filter((each) => each >= 1 && each <= position.version),
    );
    const found = await Promise.all([...versions].map((version) => this.after(version - 1, 1)));
    // What came meanwhile may have changed what they refer to.
    if (versions.size > 0 && this.folded.position.version !== position.version) return this.#mentioned(commands);
    return new Map(found.flat().map((commit) => [commit.version, commit]));
  }
}
