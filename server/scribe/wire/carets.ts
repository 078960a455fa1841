/**
 * Where everyone's caret is, in one document, on all servers. A client may speak for one client id only, its own; the
 * server writes the name and colour there. What other servers say of theirs comes in by pub/sub and is forgotten when
 * they fall silent. Clocks that go out are set here, always above the last one: so a name can change, and a caret can
 * be removed, without its client.
 */
import { caretState } from './caret-state.ts';
import type { AwarenessEntry } from './frames.ts';
import { readAwareness, writeAwareness } from './frames.ts';
import { Holders } from './holders.ts';
import type { ScribeSocket } from './socket.ts';

const MOST_STATE_BYTES = 2048;
const FORGET_AFTER_MS = 35_000;
/** Ten times a second; less often where more than a hundred move. */
const FLUSH_MS = 100;

export interface CaretName {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly role: string;
}

export interface CaretWires {
  /** Who a connection's person is, as the room sees them now. */
  name(socket: ScribeSocket): CaretName;
  /** Whether a client id is free, or this person's. */
  mayUse(client: number, person: string): boolean;
  /** To every connection here; each leaves out its own. */
  tell(entries: readonly AwarenessEntry[]): void;
  /** To the other servers. */
  publish(bytes: Uint8Array): void;
}

interface Caret extends AwarenessEntry {
  /** The connection that speaks for it; null when it is another server's. */
  readonly socket: ScribeSocket | null;
  readonly heardAtMs: number;
}

export class ScribeCarets {
  readonly #carets = new Map<number, Caret>();
  readonly #clientOf = new Map<ScribeSocket, number>();
  readonly #holders = new Holders();
  readonly #changed = new Set<number>();
  /** What was said of a caret since it was told last; the newest stands for what came before it. */
  readonly #said = new Map<number, { readonly socket: ScribeSocket; readonly entry: AwarenessEntry }>();
  #flushing: NodeJS.Timeout | null = null;
  readonly #wires: CaretWires;

  constructor(wires: CaretWires) {
    this.#wires = wires;
  }

  /** What a connection said. Entries about others are what stock clients repeat; they are left out without a word. */
  hear(socket: ScribeSocket, entries: readonly AwarenessEntry[]): void {
    for (const entry of entries) {
      if (entry.json.length > MOST_STATE_BYTES || !this.#speaksFor(socket, entry)) continue;
      this.#said.set(entry.client, { socket, entry });
      if (this.#carets.get(entry.client)?.socket === socket) this.#flushSoon();
      else this.#hearSaid();
    }
  }

  /** The connection ended: its caret goes, for everyone. */
  leave(socket: ScribeSocket): void {
    const client = this.#clientOf.get(socket);
    this.#clientOf.delete(socket);
    if (client === undefined) return;
    this.#holders.see(client, socket.visitor.person, Date.now());
    if (this.#said.get(client)?.socket === socket) this.#said.delete(client);
    if (this.#carets.get(client)?.socket !== socket) return;
    this.#put({ client, clock: 0, json: 'null', socket: null }, 0);
  }

  /** Names or roles may have changed. */
  rename(): void {
    for (const [socket, client] of this.#clientOf) {
      const caret = this.#carets.get(client);
      const state = caret?.socket === socket ? parseState(caret.json) : null;
      const name = this.#wires.name(socket);
      if (state === null || JSON.stringify(state['user']) === JSON.stringify(name)) continue;
      this.#put({ client, clock: 0, json: JSON.stringify({ ...state, user: name }), socket }, 0);
    }
  }

  /** What another server said of its connections. */
  hearServer(bytes: Uint8Array, nowMs: number): void {
    const news = readAwareness(bytes).filter((entry) => entry.clock > (this.#carets.get(entry.client)?.clock ?? -1));
    for (const entry of news) {
      const present = this.#carets.get(entry.client);
      if (present === undefined) this.#remember(entry, nowMs);
      else if (entry.json === 'null') this.#remember(present, nowMs);
      // A client that moved here: the server that it left takes away a caret that it no longer speaks for.
      if (entry.json === 'null' && present?.socket?.isOpen === true) this.#put(present, entry.clock + 1);
      else this.#carets.set(entry.client, { ...entry, socket: null, heardAtMs: nowMs });
    }
    if (news.length > 0) this.#wires.tell(news.flatMap(({ client }) => this.#carets.get(client) ?? []));
  }

  /** Carets of servers that fell silent go, so that a killed server leaves none behind. */
  forget(nowMs: number): void {
    for (const caret of this.#carets.values()) {
      if (caret.socket !== null || nowMs - caret.heardAtMs < FORGET_AFTER_MS) continue;
      if (caret.json === 'null') this.#carets.delete(caret.client);
      else {
        this.#remember(caret, nowMs);
        this.#put({ ...caret, json: 'null' }, 0);
      }
    }
  }

  here(): AwarenessEntry[] {
    return [...this.#carets.values()].filter(({ json }) => json !== 'null');
  }

  /** Those that this server speaks for, for a server that has just begun to listen. */
  own(): Uint8Array {
    return writeAwareness(this.here().filter(({ client }) => this.#carets.get(client)?.socket !== null));
  }

  /** The client id that a connection speaks for. */
  clientOfSocket(socket: ScribeSocket): number | undefined {
    return this.#clientOf.get(socket);
  }

  stop(): void {
    if (this.#flushing !== null) clearTimeout(this.#flushing);
  }

  #speaksFor(socket: ScribeSocket, entry: AwarenessEntry): boolean {
    const own = this.#clientOf.get(socket);
    if (own !== undefined) return own === entry.client;
    const present = this.#carets.get(entry.client);
    const isEcho = present !== undefined && present.clock === entry.clock && present.json === entry.json;
    if (
      entry.json === 'null' ||
      isEcho ||
      !this.isFree(entry.client, socket.visitor.person) ||
      !this.#wires.mayUse(entry.client, socket.visitor.person)
    )
      return false;
    this.#clientOf.set(socket, entry.client);
    this.#holders.see(entry.client, socket.visitor.person, Date.now());
    return true;
  }

  /**
   * False while someone else is present under this client id, or was not long ago. Text by another person under it
   * would come first, and then what its owner writes would count as known and be lost.
   */
  isFree(client: number, person: string): boolean {
    const present = this.#carets.get(client);
    const presentPerson = present === undefined ? undefined : personOf(present);
    return (
      (presentPerson === undefined || presentPerson === person) && this.#holders.mayHold(client, person, Date.now())
    );
  }

  /** Clients that another server spoke for. */
  #remember(caret: AwarenessEntry, nowMs: number): void {
    const person = personOf(caret);
    if (person !== undefined && this.#holders.mayHold(caret.client, person, nowMs))
      this.#holders.see(caret.client, person, nowMs);
  }

  #put(caret: AwarenessEntry & { socket: ScribeSocket | null }, clientClock: number): void {
    const clock = Math.max((this.#carets.get(caret.client)?.clock ?? 0) + 1, Math.min(clientClock, 2 ** 40));
    this.#carets.set(caret.client, { ...caret, clock, heardAtMs: Date.now() });
    this.#changed.add(caret.client);
    this.#flushSoon();
  }

  #flushSoon(): void {
    this.#flushing ??= setTimeout(() => this.#flush(), Math.max(FLUSH_MS, this.#carets.size));
  }

  #hearSaid(): void {
    for (const { socket, entry } of this.#said.values()) {
      this.#put({ ...entry, json: caretState(entry.json, this.#wires.name(socket)), socket }, entry.clock);
    }
    this.#said.clear();
  }

  #flush(): void {
    this.#hearSaid();
    this.#flushing = null;
    const entries = [...this.#changed].flatMap((client) => this.#carets.get(client) ?? []);
    this.#changed.clear();
    if (entries.length === 0) return;
    this.#wires.tell(entries);
    this.#wires.publish(writeAwareness(entries));
  }
}

function personOf({ json }: AwarenessEntry): string | undefined {
  return (parseState(json)?.['user'] as CaretName | undefined)?.id;
}

function parseState(json: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
