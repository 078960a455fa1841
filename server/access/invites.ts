/**
 * Links that let somebody in: an invite, the first administrator's welcome, a person's other device. Looking at one uses nothing up;
 * only redeeming does, in one step of the store, so that a link for one person admits one person however many press at once.
 */
import { hashOf, type Vault } from './vault.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What a link grants. `first` admits an administrator only while there is none yet. */
export type Grant =
  | {
      readonly kind: 'invite';
      readonly role: 'responder' | 'observer';
      readonly room: string | null;
      readonly by: string;
    }
  | { readonly kind: 'administrator'; readonly first: boolean }
  | { readonly kind: 'device'; readonly person: string };

interface Kept {
  readonly grant: Grant;
  readonly expiresAt: number;
}

export interface Redeemed {
  readonly grant: Grant;
  /** The use did not lead to anything: give it back. */
  giveBack(): Promise<void>;
}

export class Invites {
  readonly #vault: Vault;
  readonly #now: () => number;

  constructor(vault: Vault, now: () => number) {
    this.#vault = vault;
    this.#now = now;
  }

  /** The code of the link. One use and 24 hours unless said otherwise. */
  invite(
    grant: Grant & { kind: 'invite' },
    { uses = 1, hours = 24 }: { uses?: number | undefined; hours?: number | undefined },
  ): Promise<string> {
    return this.#make(grant, { uses, lifeMs: hours * HOUR_MS });
  }

  welcome(first: boolean): Promise<string> {
    return this.#make({ kind: 'administrator', first }, { uses: 1, lifeMs: 24 * HOUR_MS });
  }

  device(person: string): Promise<string> {
    return this.#make({ kind: 'device', person }, { uses: 1, lifeMs: 10 * MINUTE_MS });
  }

  async look(code: string): Promise<Grant | null> {
    return (await this.#vault.readCounted<Kept>('invite', hashOf(code)))?.grant ?? null;
  }

  async redeem(code: string): Promise<Redeemed | null> {
    const hash = hashOf(code);
    const kept = await this.#vault.useCounted<Kept>('invite', hash);
    if (kept === null) return null;
    const lifeMs = kept.expiresAt - this.#now();
    return {
      grant: kept.grant,
      giveBack: () => this.#vault.giveBack('invite', hash, { record: kept, uses: 1, lifeMs }),
    };
  }

  #make(grant: Grant, limits: { uses: number; lifeMs: number }): Promise<string> {
    const kept: Kept = { grant, expiresAt: this.#now() + limits.lifeMs };
    return this.#vault.putCounted('invite', kept, limits);
  }
}
