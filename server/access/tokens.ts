/**
 * Tokens for programs. A token acts for one person, narrowed by its scopes; it never administrates. One made by a token ends with it,
 * so that taking a leaked token back takes back everything that it made.
 */
import { randomBytes } from 'node:crypto';
import { hashOf, type Vault } from './vault.ts';

const DAY_MS = 86_400_000;

export interface Token {
  readonly id: string;
  readonly person: string;
  /** Empty: everything that the person may do. */
  readonly scopes: ReadonlyArray<'read' | 'write'>;
  /** Hashes of the token that made this one, of the one that made that, and so on: it ends with any of them. */
  readonly lineage: readonly string[];
}

export interface Wanted {
  readonly person: string;
  readonly scopes: ReadonlyArray<'read' | 'write'>;
  readonly expiresInDays?: number | undefined;
  readonly lineage: readonly string[];
}

export class Tokens {
  readonly #vault: Vault;

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  async make({ person, scopes, lineage, expiresInDays }: Wanted): Promise<{ id: string; token: string }> {
    const id = randomBytes(9).toString('base64url');
    const token: Token = { id, person, scopes, lineage };
    const lifeMs = expiresInDays === undefined ? null : expiresInDays * DAY_MS;
    const secret = await this.#vault.put('token', token, lifeMs);
    await this.#vault.write('token-id', id, { record: { hash: hashOf(secret), person }, lifeMs });
    return { id, token: secret };
  }

  /** The token with this hash; null when it, or one of those that it came from, has ended. */
  async find(hash: string): Promise<Token | null> {
    const token = await this.#vault.read<Token>('token', hash);
    if (token === null) return null;
    const stand = await this.#vault.stand(token.lineage.map((each) => ({ kind: 'token', hash: each })));
    return stand.every(Boolean) ? token : null;
  }

  async ownerOf(id: string): Promise<string | null> {
    return (await this.#vault.read<{ person: string }>('token-id', id))?.person ?? null;
  }

  async end(id: string): Promise<void> {
    const entry = await this.#vault.take<{ hash: string }>('token-id', id);
    if (entry !== null) await this.#vault.drop('token', entry.hash);
  }
}
