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
  /** Hash of the token that made this one. */
  readonly parent: string | null;
}

export interface Wanted {
  readonly person: string;
  readonly scopes: ReadonlyArray<'read' | 'write'>;
  readonly expiresInDays?: number | undefined;
  readonly parent: string | null;
}

export class Tokens {
  readonly #vault: Vault;

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  async make({ person, scopes, parent, expiresInDays }: Wanted): Promise<{ id: string; token: string }> {
    const id = randomBytes(9).toString('base64url');
    const token: Token = { id, person, scopes, parent };
    const lifeMs = expiresInDays === undefined ? null : expiresInDays * DAY_MS;
    const secret = await this.#vault.put('token', token, lifeMs);
    await this.#vault.write('token-id', id, { record: { hash: hashOf(secret), person }, lifeMs });
    return { id, token: secret };
  }

  /** The token and its hash; null when it or the token that made it has ended. */
  async find(secret: string): Promise<{ token: Token; hash: string } | null> {
    const hash = hashOf(secret);
    const token = await this.#vault.read<Token>('token', hash);
    if (token === null) return null;
    if (token.parent !== null && (await this.#vault.read('token', token.parent)) === null) return null;
    return { token, hash };
  }

  async ownerOf(id: string): Promise<string | null> {
    return (await this.#vault.read<{ person: string }>('token-id', id))?.person ?? null;
  }

  async end(id: string): Promise<void> {
    const entry = await this.#vault.take<{ hash: string }>('token-id', id);
    if (entry !== null) await this.#vault.drop('token', entry.hash);
  }
}
