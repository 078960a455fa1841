/**
 * Sessions of people in browsers: a random value in a cookie that no script can read.
 *
 *   unused for 12 h, or 72 h old -> over.   Except in an open room: no one is thrown out of an incident by a clock. There the session
 *   goes on past its 72 h, ten minutes at a time and for 24 h at most, but it no longer administrates; it ends soon after the room is left.
 */
import type { IncomingMessage } from 'node:http';
import type { StoreId } from '../log/store-id.ts';
import type { Attempt } from './attempts.ts';
import { hashOf, type Named, type Vault } from './vault.ts';

const HOUR_MS = 3_600_000;
export const IDLE_MS = 12 * HOUR_MS;
export const ABSOLUTE_MS = 72 * HOUR_MS;
/** What is left of an overdue session when its person leaves the room. */
const FAREWELL_MS = HOUR_MS / 6;
/** How far an open room may carry a session past its 72 h. */
export const OVERTIME_MS = 24 * HOUR_MS;
/** For how long the same attempt gets the same answer. */
const REPEATED_WITHIN_MS = HOUR_MS / 30;
const TOUCH_EVERY_MS = HOUR_MS / 12;

export interface Session {
  readonly person: string;
  readonly createdAt: number;
  /** Of its person, when it was opened: a session does not outlive their deactivation. Absent: 0. */
  readonly generation?: number;
  /**
   * When its cookie was given, and where its link led: `createdAt` may be older, of the session that it took the place
   * of.
   */
  readonly openedAt?: number;
  readonly room?: string | null;
  /** Such as "Firefox on Linux". Not known of sessions from before 0.5. */
  readonly device?: string;
}

/** What may be told of a session. Times in milliseconds. */
export interface ListedSession {
  /** Names it, and admits no one. */
  readonly id: string;
  readonly device: string | null;
  readonly openedAt: number;
  /** To five minutes. */
  readonly usedAt: number;
}

export const idOf = (hash: string): string => hash.slice(0, 16);
/** The table of the vault with the sessions of one person: when each was used last. */
const tableOf = (person: string): string => `sessions:${person}`;

/** Who joined, by which attempt, and what ends by it. */
export interface Opening extends Pick<Session, 'person' | 'generation' | 'room' | 'device'> {
  /**
   * An invite does not prove who a person is: where it widens what a known person sees, their session grows no younger.
   */
  readonly createdAt?: number | undefined;
  readonly attempt: Pick<Attempt, 'hash'>;
  readonly once: string;
  readonly ends: readonly Named[];
}

/** From then on it only goes on in an open room, in milliseconds. */
export const overdueFrom = ({ createdAt }: Pick<Session, 'createdAt'>): number => createdAt + ABSOLUTE_MS;

/**
 * In its last minutes before its 72 hours, or after them: it may end before its open rooms are looked at next, so they
 * keep it as soon as they are entered. `overdueAt`: of a caller; absent: it is not a session.
 */
export const isEnding = (overdueAt: number | undefined, now: number): boolean =>
  overdueAt !== undefined && now >= overdueAt - FAREWELL_MS;

export class Sessions {
  readonly #vault: Vault;
  readonly #now: () => number;
  /** When this server last told the store that a session is in use; bounded by the sweep in `#touch`. */
  readonly #touched = new Map<string, number>();

  constructor(vault: Vault, now: () => number) {
    this.#vault = vault;
    this.#now = now;
  }

  /** False: this attempt, or another one with the same link, had its session before. */
  async open(opening: Opening): Promise<boolean> {
    const { person, generation = 0, room = null, device, createdAt, attempt, once, ends } = opening;
    const openedAt = this.#now();
    const begun: Session = { person, generation, room, openedAt, createdAt: createdAt ?? openedAt };
    const session = device === undefined ? begun : { ...begun, device };
    const lifeMs = Math.max(1, Math.min(IDLE_MS, overdueFrom(session) - openedAt));
    const opened = await this.#vault.exchange(
      { kind: 'session', hash: attempt.hash },
      { record: session, lifeMs, once, ends: ends.filter(({ hash }) => hash !== attempt.hash) },
    );
    // Those that ended leave the table at the latest when the next one begins.
    if (opened) await this.#note(attempt.hash, person).then(() => this.#of(person));
    return opened;
  }

  /** Those of this person that still admit them, the last used first. */
  async list(person: string, generation: number): Promise<readonly ListedSession[]> {
    return (await this.#of(person))
      .filter(({ session }) => (session.generation ?? 0) === generation)
      .map(({ hash, session: { device, openedAt, createdAt }, usedAt }) => ({
        id: idOf(hash),
        device: device ?? null,
        openedAt: openedAt ?? createdAt,
        usedAt,
      }))
      .toSorted((one, other) => other.usedAt - one.usedAt);
  }

  /** How many there were with this id: one or none. */
  endOne(person: string, id: string): Promise<number> {
    return this.#endThose(person, (hash) => idOf(hash) === id);
  }

  /** All of this person's but the one with this hash. How many there were. */
  endOthers(person: string, besides: string): Promise<number> {
    return this.#endThose(person, (hash) => hash !== besides);
  }

  async #endThose(person: string, ends: (hash: string) => boolean): Promise<number> {
    const ending = (await this.#of(person)).filter(({ hash }) => ends(hash));
    await Promise.all(ending.map(({ hash }) => this.end(hash)));
    return ending.length;
  }

  async #of(person: string): Promise<ReadonlyArray<{ hash: string; session: Session; usedAt: number }>> {
    const uses = await this.#vault.notes(tableOf(person));
    const hashes = Object.keys(uses);
    const sessions = await this.#vault.readAll<Session>('session', hashes);
    await this.#vault.unnote(
      tableOf(person),
      hashes.filter((_, index) => sessions[index] === null),
    );
    return hashes.flatMap((hash, index) => {
      const session = sessions[index];
      return session == null ? [] : [{ hash, session, usedAt: Number(uses[hash]) }];
    });
  }

  /** Used now. The table goes with the last session that may be in it. */
  async #note(hash: string, person: string): Promise<void> {
    await this.#vault.note(tableOf(person), { [hash]: String(this.#now()) });
    await this.#vault.keep('table', tableOf(person), ABSOLUTE_MS + OVERTIME_MS);
  }

  /** Whether the person who opened it gets the same answer again. */
  isJustOpened({ openedAt = 0 }: Session): boolean {
    return this.#now() - openedAt < REPEATED_WITHIN_MS;
  }

  /** As it was opened, without being used. */
  look(hash: string): Promise<Session | null> {
    return this.#vault.read<Session>('session', hash);
  }

  async find(hash: string): Promise<Session | null> {
    const session = await this.#vault.read<Session>('session', hash);
    // A store that takes no writes for a while can be read: no one is turned away because of this.
    if (session !== null) await this.#touch(hash, session).catch(() => this.#touched.delete(hash));
    return session;
  }

  /** `undefined`: what never comes. */
  isPast(ms: number | undefined): boolean {
    return ms !== undefined && this.#now() >= ms;
  }

  async keepInOpenRoom(hash: string): Promise<void> {
    const session = await this.#vault.read<Session>('session', hash);
    if (session === null) return;
    const leftMs = session.createdAt + ABSOLUTE_MS - this.#now();
    const lifeMs = leftMs > FAREWELL_MS ? Math.min(IDLE_MS, leftMs) : Math.min(FAREWELL_MS, leftMs + OVERTIME_MS);
    if (lifeMs <= 0) return this.end(hash);
    await this.#vault.keep('session', hash, lifeMs);
    await this.#note(hash, session.person);
  }

  end(hash: string): Promise<void> {
    return this.#vault.drop('session', hash);
  }

  /**
   * Use keeps it alive, but never past its absolute end. In the last minutes before that it only ends, or an open room
   * has it.
   */
  async #touch(hash: string, session: Session): Promise<void> {
    const now = this.#now();
    if (
      now - (this.#touched.get(hash) ?? session.createdAt) < TOUCH_EVERY_MS ||
      this.isPast(overdueFrom(session) - FAREWELL_MS)
    )
      return;
    if (this.#touched.size > 10_000) this.#touched.clear();
    this.#touched.set(hash, now);
    await this.#vault.keep('session', hash, Math.min(IDLE_MS, session.createdAt + ABSOLUTE_MS - now));
    await this.#note(hash, session.person);
  }
}

/**
 * The cookie that carries a session. Browsers keep cookies by host, whatever the port: so its name carries the store's
 * id too, and Watchfloors on two ports of one host never replace each other's. Throws Unavailable while that id is not
 * known.
 */
export class SessionCookie {
  readonly #secure: boolean;
  readonly #store: Pick<StoreId, 'get'>;

  /**
   * `secure`: served over https. Only then may a cookie be bound to its host by its name; over plain http browsers
   * refuse that.
   */
  constructor(secure: boolean, store: Pick<StoreId, 'get'>) {
    this.#secure = secure;
    this.#store = store;
  }

  /**
   * The value of `Set-Cookie` for this secret; an empty one takes the cookie away. It lives for as long as an open room
   * may keep its session: were it renewed by later answers instead, one that comes late would put an ended session in
   * the place of a newer one.
   */
  async carrying(secret: string): Promise<string> {
    const attributes = `Path=/; HttpOnly; SameSite=Lax${this.#secure ? '; Secure' : ''}`;
    return `${await this.name()}=${secret}; ${attributes}; Max-Age=${secret === '' ? 0 : (ABSOLUTE_MS + OVERTIME_MS) / 1000}`;
  }

  /**
   * The hash of the session that a request's cookie names; null without one. Sessions from before 0.5 are found under
   * the older name.
   */
  async hashIn(request: IncomingMessage): Promise<string | null> {
    const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim());
    if (!cookies.some((each) => each.startsWith(this.#stem))) return null;
    const value = (name: string): string | undefined =>
      cookies.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);
    const secret = value(await this.name()) ?? value(this.#stem) ?? '';
    return /^[\w-]{43}$/.test(secret) ? hashOf(secret) : null;
  }

  get #stem(): string {
    return this.#secure ? '__Host-watchfloor' : 'watchfloor';
  }

  /** As it stands in this Watchfloor's cookies. */
  async name(): Promise<string> {
    return `${this.#stem}-${(await this.#store.get()).slice(0, 8)}`;
  }
}
