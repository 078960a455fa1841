/**
 * The room log's twin in memory: the same checks in the same order, for tests of the domain and of whole histories.
 * Nothing is kept. One contract suite runs against both, so what holds here holds in Redis.
 *
 * `MemoryStore` is what Redis would be; several `MemoryRoomLog`s on one store stand for several servers.
 */
import type { Commit, Position } from '../../shared/envelope.ts';
import type { ListedCard } from '../../shared/card.ts';
import type { Instant } from '../../shared/instants.ts';
import { genesis, positionOf } from './chain.ts';
import { FENCE_MS, type Appended, type Batch, type Identity, type RoomLog } from './room-log.ts';

type Tail = { commits(commits: readonly Commit[]): void; resync(): void };
type Stop = () => Promise<void>;

interface Kept {
  readonly commits: Commit[];
  readonly ids: Map<string, { readonly version: number; readonly fingerprint: string }>;
  readonly snapshots: Map<number, { readonly position: Position; readonly state: unknown }>;
}

export class MemoryStore {
  readonly logs = new Map<string, Kept>();
  readonly cards = new Map<string, ListedCard>();
  readonly due = new Map<string, Instant>();
  readonly tails = new Map<string, Set<Tail>>();
  readonly cardFollowers = new Set<(card: ListedCard) => void>();
  readonly deadlineFollowers = new Set<(log: string, dueAt: Instant | null) => void>();
  time = (): number => Date.now();

  log(name: string): Kept {
    const kept = this.logs.get(name) ?? { commits: [], ids: new Map(), snapshots: new Map() };
    this.logs.set(name, kept);
    return kept;
  }
}

const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

export class MemoryRoomLog implements RoomLog {
  readonly #store: MemoryStore;

  constructor(store: MemoryStore = new MemoryStore()) {
    this.#store = store;
  }

  async append(batch: Batch): Promise<Appended> {
    const kept = this.#store.log(batch.log);
    const known = batch.identities.flatMap((identity) => {
      const seen = kept.ids.get(identity.commandId);
      return seen === undefined
        ? []
        : [{ commandId: identity.commandId, version: seen.version, taken: seen.fingerprint !== identity.fingerprint }];
    });
    if (known.length > 0) return { kind: 'known', known };
    const head = this.#head(batch.log);
    if (head.version !== batch.head.version || head.hash !== batch.head.hash) {
      const commits = copy(kept.commits.slice(batch.head.version, batch.head.version + 64));
      return { kind: 'moved', head, commits, forked: head.version <= batch.head.version };
    }
    const time = this.#store.time();
    if (Math.abs(time - Date.parse(batch.at)) > FENCE_MS) return { kind: 'late', time: new Date(time).toISOString() };
    if (batch.commits.length > 0) this.#write(kept, batch);
    return { kind: 'appended' };
  }

  async head(log: string): Promise<Position> {
    return this.#head(log);
  }

  async read(log: string, after: number, limit: number): Promise<readonly Commit[]> {
    return copy(this.#store.log(log).commits.slice(after, after + limit));
  }

  async lookUp(log: string, identity: Identity): Promise<{ version: number; taken: boolean } | null> {
    const seen = this.#store.log(log).ids.get(identity.commandId);
    return seen === undefined ? null : { version: seen.version, taken: seen.fingerprint !== identity.fingerprint };
  }

  async follow(log: string, tail: Tail): Promise<Stop> {
    const tails = this.#store.tails.get(log) ?? new Set();
    this.#store.tails.set(log, tails);
    return join(tails, tail);
  }

  async cards(): Promise<readonly ListedCard[]> {
    return copy([...this.#store.cards.values()]);
  }

  async followCards(changed: (card: ListedCard) => void): Promise<Stop> {
    return join(this.#store.cardFollowers, changed);
  }

  async dueLogs(now: Instant, limit: number): Promise<ReadonlyArray<{ log: string; dueAt: Instant }>> {
    const due = [...this.#store.due].filter(([, dueAt]) => dueAt <= now).map(([log, dueAt]) => ({ log, dueAt }));
    return due.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1)).slice(0, limit);
  }

  async followDeadlines(moved: (log: string, dueAt: Instant | null) => void): Promise<Stop> {
    return join(this.#store.deadlineFollowers, moved);
  }

  async loadSnapshot(log: string, lawVersion: number): Promise<{ position: Position; state: unknown } | null> {
    return copy(this.#store.log(log).snapshots.get(lawVersion) ?? null);
  }

  async saveSnapshot(log: string, lawVersion: number, snapshot: { position: Position; state: unknown }): Promise<void> {
    const { snapshots } = this.#store.log(log);
    if ((snapshots.get(lawVersion)?.position.version ?? -1) < snapshot.position.version)
      snapshots.set(lawVersion, copy(snapshot));
  }

  async time(): Promise<number> {
    return this.#store.time();
  }

  async close(): Promise<void> {}

  #head(log: string): Position {
    const last = this.#store.log(log).commits.at(-1);
    return last === undefined ? genesis(log) : positionOf(last);
  }

  #write(kept: Kept, { log, identities, commits, card, dueAt }: Batch): void {
    kept.commits.push(...copy(commits));
    for (const { commandId, version } of commits) {
      kept.ids.set(commandId, {
        version,
        fingerprint: identities.find((each) => each.commandId === commandId)?.fingerprint ?? '',
      });
    }
    if (card !== null) this.#showCard({ ...copy(card), id: log, version: kept.commits.length });
    const before = this.#store.due.get(log) ?? null;
    if (dueAt === null) this.#store.due.delete(log);
    else this.#store.due.set(log, dueAt);
    if (before !== dueAt) queueMicrotask(() => this.#store.deadlineFollowers.forEach((moved) => moved(log, dueAt)));
    queueMicrotask(() => this.#store.tails.get(log)?.forEach((tail) => tail.commits(copy(commits))));
  }

  #showCard(card: ListedCard): void {
    const old = this.#store.cards.get(card.id);
    if (old !== undefined && JSON.stringify({ ...old, version: 0 }) === JSON.stringify({ ...card, version: 0 })) return;
    this.#store.cards.set(card.id, card);
    queueMicrotask(() => this.#store.cardFollowers.forEach((changed) => changed(card)));
  }
}

function join<Member>(members: Set<Member>, member: Member): Stop {
  members.add(member);
  return async () => void members.delete(member);
}
