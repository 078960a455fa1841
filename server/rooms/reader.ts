/**
 * The reader of one log: the only one who folds it and tells the listeners.
 *
 *   load:   follow first, then snapshot, then read to the head, every link checked; what is written meanwhile is read or heard
 *   live:   tail -> fold;  a gap, a resubscription, a conflict -> read what is missing, one read at a time for all who ask
 *   a head that is not on our branch -> start over from the log;  a log whose own chain is broken -> frozen, and it says where
 *
 * Always holds: the fold is a prefix of a chain that was checked link by link; listeners get no gap and no double.
 */
import type { Commit, Position } from '../../shared/envelope.ts';
import { genesis } from '../log/chain.ts';
import { LAW_AHEAD, REWOUND } from './hosting.ts';
import { told, type Logger } from '../logger.ts';
import type { Domain } from './domain.ts';
import { LiveFold, type Absorbed } from './live-fold.ts';
import type { RoomLog } from '../log/room-log.ts';
import { PAGE, Snapshots } from '../log/snapshots.ts';
import { pause, Shared } from './waiting.ts';

/** For the operator: names and versions, never texts. */
export type Warn = Logger['warn'];

export class Reader<State> {
  readonly fold: LiveFold<State>;
  readonly #id: string;
  readonly #log: RoomLog;
  readonly #warn: Warn;
  readonly #snapshots: Snapshots<State>;
  readonly #sync = new Shared(() => this.#catchUp());
  #unfollow: (() => Promise<void>) | null = null;
  #loaded = false;
  #closed = false;
  #frozen: string | null = null;

  constructor(id: string, domain: Domain<State>, { log, warn }: { log: RoomLog; warn: Warn }) {
    const bug = (error: unknown, where: string) => warn('a fold failed', { log: id, where, error: told(error) });
    this.#id = id;
    this.#log = log;
    this.#warn = warn;
    this.#snapshots = new Snapshots(id, domain, log);
    this.fold = new LiveFold(domain, { state: domain.initial, position: genesis(id), at: '' }, bug);
  }

  get frozen(): string | null {
    return this.#frozen;
  }

  get isLoaded(): boolean {
    return this.#loaded;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** As new as anything acknowledged before the call. Throws Unavailable. */
  sync(): Promise<void> {
    return this.#sync.run();
  }

  /** Commits that the log certainly has; `head`, when known, is reached before this returns. */
  async learn(commits: readonly Commit[], head: Position | null): Promise<void> {
    if (this.#loaded) this.#heard(commits);
    if (head !== null && this.fold.hashAt(head.version) !== head.hash) await this.sync();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.fold.halt('closed');
    await this.#unfollow?.();
    this.#unfollow = null;
  }

  async #catchUp(): Promise<void> {
    if (!this.#loaded) return this.#load();
    if (this.#frozen !== null) return;
    const { version, hash } = this.fold.now.position;
    const head = await this.#log.head(this.#id);
    const lost = head.version < version || (head.version === version && head.hash !== hash);
    if (lost || (await this.#readTo(head)) !== null) return this.#startOver();
    this.#snapshots.consider(this.fold.now);
  }

  async #load(): Promise<void> {
    const tail = { commits: (commits: readonly Commit[]) => this.#heard(commits), resync: () => this.#soon() };
    this.#unfollow ??= await this.#log.follow(this.#id, tail);
    const head = await this.#log.head(this.#id);
    const base = await this.#snapshots.base();
    this.fold.restart(base);
    const flaw = (await this.#readTo(head)) ?? (await this.#beyondHead());
    this.#loaded = true;
    if (flaw !== null) return this.#freeze(flaw);
    if (base.position.version > 0) void this.#checkPast(base.position.version);
    this.#soon();
  }

  /** We lived on a branch that the log no longer has. The log is right; listeners must come back and be told. */
  async #startOver(): Promise<void> {
    this.#warn('this server was on a lost branch, or the log is damaged; reading it afresh', {
      log: this.#id,
      version: this.fold.now.position.version,
    });
    this.#loaded = false;
    this.fold.halt(REWOUND);
    await this.#load();
  }

  /** Folds until `head` is reached. Returns what is wrong with the log, if something is. */
  async #readTo(head: Position): Promise<string | null> {
    while (this.fold.now.position.version < head.version) {
      const { version } = this.fold.now.position;
      const commits = await this.#log.read(this.#id, version, PAGE);
      const outcome: Absorbed = commits.length === 0 ? 'gap' : this.fold.absorb(commits);
      const reached = this.fold.now.position.version + 1;
      if (outcome === 'law') return LAW_AHEAD;
      if (outcome === 'gap') return `version ${reached} is missing`;
      if (outcome === 'broken') return `version ${reached} does not continue the chain`;
    }
    const hash = this.fold.hashAt(head.version);
    return hash === undefined || hash === head.hash
      ? null
      : `version ${head.version} is not the one that the head names`;
  }

  /** A log that is longer than its head says was not written by us alone. */
  async #beyondHead(): Promise<string | null> {
    const { version } = this.fold.now.position;
    const head = await this.#log.head(this.#id);
    return head.version < version ? `the log goes on after version ${head.version}, its head` : null;
  }

  #heard(commits: readonly Commit[]): void {
    if (!this.#loaded || this.#frozen !== null) return;
    const outcome = this.fold.absorb(commits);
    if (outcome === 'law') this.#freeze(LAW_AHEAD);
    else if (outcome !== 'done') this.#soon();
    else this.#snapshots.consider(this.fold.now);
  }

  /** A failure is no loss: the next commit, or the next look at the head, comes back here. */
  #soon(): void {
    if (!this.#closed) this.sync().catch(() => {});
  }

  async #checkPast(version: number): Promise<void> {
    while (!this.#closed) {
      try {
        const flaw = await this.#snapshots.flawBefore(version);
        return flaw === null ? undefined : this.#freeze(flaw);
      } catch {
        await pause(1000);
      }
    }
  }

  #freeze(reason: string): void {
    if (this.#frozen !== null) return;
    this.#frozen = reason;
    this.#warn('frozen', { log: this.#id, reason });
    this.fold.halt(reason);
  }
}
