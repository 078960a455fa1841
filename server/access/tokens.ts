/**
 * Tokens for programs. A token acts for one person, narrowed by its scopes; it never administrates. One made by a token
 * ends with it, so that revoking a leaked token revokes everything that it made. Each is listed under its person, and
 * expires; no person has more than MOST_TOKENS that work.
 */
import { randomBytes } from 'node:crypto';
import { hashOf, type Vault } from './vault.ts';

const DAY_MS = 86_400_000;
/** The default: long enough for a program, too short to be forgotten for ever. */
const USUAL_DAYS = 90;
/** Of one person at once; those that ended do not count. */
export const MOST_TOKENS = 50;
const TOUCH_EVERY_MS = 300_000;
const MOST_TOUCHED = 10_000;

export interface Token {
  readonly id: string;
  readonly person: string;
  /** Empty: everything that the person may do. */
  readonly scopes: ReadonlyArray<'read' | 'write'>;
  /** Hashes of the token that made this one, of the one that made that, and so on: it ends with any of them. */
  readonly lineage: readonly string[];
  /** The person, and the one who made it for them, each as of then: it ends when one of them is deactivated. */
  readonly bound?: readonly Bound[];
  /** What its maker calls it. This and the next two are not known of tokens made by versions before 0.5. */
  readonly name?: string | undefined;
  /** Milliseconds. */
  readonly madeAt?: number;
  readonly expiresAt?: number;
}

/** A person in one generation of theirs. */
export interface Bound {
  readonly person: string;
  readonly generation: number;
}

export interface Wanted {
  readonly person: string;
  readonly name?: string | undefined;
  readonly scopes: ReadonlyArray<'read' | 'write'>;
  readonly expiresInDays?: number | undefined;
  readonly lineage: readonly string[];
  readonly bound?: readonly Bound[];
}

/** What may be told of a token: never its secret. Times in milliseconds; null: not known, never, or without an end. */
export interface Listed {
  readonly id: string;
  readonly name: string | null;
  readonly person: string;
  readonly scopes: Token['scopes'];
  readonly madeAt: number | null;
  /** When it last began a request or a connection, to five minutes. */
  readonly usedAt: number | null;
  readonly expiresAt: number | null;
}

/** Tables of the vault: whose each token is, and when it was used. */
const OWNERS = 'tokens',
  USES = 'token-uses';

export class Tokens {
  readonly #vault: Vault;
  readonly #now: () => number;
  readonly #touched = new Map<string, number>();
  readonly #stands: (bound: Bound) => boolean;
  #adopted: Promise<void> | null = null;

  /** `stands`: is this person active, and still in this generation? */
  constructor(vault: Vault, now: () => number = Date.now, stands: (bound: Bound) => boolean = () => true) {
    this.#vault = vault;
    this.#now = now;
    this.#stands = stands;
  }

  /**
   * Null where the person has as many as they may. It is counted once it is written: so many at once are never too
   * many.
   */
  async make(wanted: Wanted): Promise<{ id: string; token: string; expiresAt: number } | null> {
    const made = await this.#write(wanted);
    if ((await this.list(wanted.person)).length <= MOST_TOKENS) return made;
    await this.end(made.id);
    return null;
  }

  async #write({
    person,
    name,
    scopes,
    lineage,
    bound = [],
    expiresInDays = USUAL_DAYS,
  }: Wanted): Promise<{ id: string; token: string; expiresAt: number }> {
    const id = randomBytes(9).toString('base64url');
    const [madeAt, lifeMs] = [this.#now(), expiresInDays * DAY_MS];
    const token: Token = { id, person, scopes, lineage, bound, name, madeAt, expiresAt: madeAt + lifeMs };
    const secret = await this.#vault.put('token', token, lifeMs);
    await this.#vault.write('token-id', id, { record: { hash: hashOf(secret), person }, lifeMs });
    await this.#vault.note(OWNERS, { [id]: person });
    return { id, token: secret, expiresAt: madeAt + lifeMs };
  }

  /** The token with this hash; null when it, or one of those that it came from, has ended. */
  async find(hash: string): Promise<Token | null> {
    const token = await this.#vault.read<Token>('token', hash);
    if (token === null) return null;
    const stand = await this.#vault.stand(token.lineage.map((each) => ({ kind: 'token', hash: each })));
    if (!stand.every(Boolean)) return null;
    // A store that takes no writes for a while can be read: no one is turned away because of this.
    await this.#touch(token.id).catch(() => this.#touched.delete(token.id));
    return token;
  }

  async ownerOf(id: string): Promise<string | null> {
    return (await this.#vault.read<{ person: string }>('token-id', id))?.person ?? null;
  }

  async end(id: string): Promise<void> {
    const entry = await this.#vault.take<{ hash: string }>('token-id', id);
    if (entry !== null) await this.#vault.drop('token', entry.hash);
    await this.#forget([id]);
  }

  /** The tokens that still work, of one person or (null) of all; the newest first. */
  async list(person: string | null): Promise<readonly Listed[]> {
    await (this.#adopted ??= this.#adopt().catch((problem: unknown) => {
      this.#adopted = null;
      throw problem;
    }));
    const [owners, uses] = await Promise.all([this.#vault.notes(OWNERS), this.#vault.notes(USES)]);
    const ids = Object.keys(owners).filter((id) => person === null || owners[id] === person);
    const found = await this.#vault.readAll<{ hash: string }>('token-id', ids);
    const tokens = await this.#vault.readAll<Token>(
      'token',
      found.map((entry) => entry?.hash ?? ''),
    );
    await this.#forget(ids.filter((_, index) => tokens[index] === null));
    const standing = await this.#standing(tokens.filter((token) => token !== null));
    const listed = standing.map(({ id, person: owner, name, scopes, madeAt, expiresAt }) => ({
      id,
      name: name ?? null,
      person: owner,
      scopes,
      madeAt: madeAt ?? null,
      usedAt: uses[id] === undefined ? null : Number(uses[id]),
      expiresAt: expiresAt ?? null,
    }));
    return listed.toSorted((one, other) => (other.madeAt ?? 0) - (one.madeAt ?? 0));
  }

  /** Without those that ended with a token from which they came, or with the deactivation of a person behind them. */
  async #standing(tokens: readonly Token[]): Promise<readonly Token[]> {
    const lineage = [...new Set(tokens.flatMap((token) => token.lineage))];
    const stand = await this.#vault.stand(lineage.map((hash) => ({ kind: 'token', hash })));
    const ended = new Set(lineage.filter((_, index) => stand[index] === false));
    return tokens.filter(
      ({ lineage: from, bound = [] }) =>
        !from.some((hash) => ended.has(hash)) && bound.every((each) => this.#stands(each)),
    );
  }

  /** Tokens made by versions that kept no table stand in it too: looked for once by each process. */
  async #adopt(): Promise<void> {
    const ids = await this.#vault.walk('token-id');
    const found = await this.#vault.readAll<{ person: string }>('token-id', ids);
    await this.#vault.note(
      OWNERS,
      Object.fromEntries(
        ids.flatMap((id, index) =>
          found[index] === null || found[index] === undefined ? [] : [[id, found[index].person]],
        ),
      ),
    );
  }

  async #touch(id: string): Promise<void> {
    const now = this.#now();
    if (now - (this.#touched.get(id) ?? 0) < TOUCH_EVERY_MS) return;
    if (this.#touched.size > MOST_TOUCHED) this.#touched.clear();
    this.#touched.set(id, now);
    await this.#vault.note(USES, { [id]: String(now) });
  }

  async #forget(ids: readonly string[]): Promise<void> {
    await Promise.all([this.#vault.unnote(OWNERS, ids), this.#vault.unnote(USES, ids)]);
  }
}
