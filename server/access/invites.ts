/**
 * Links for one use by one person: an administrator's welcome, a person's other device, someone's way back in. (Invites are on the workspace's
 * record: inviting.ts.) Looking at one uses nothing up; a link is over in the same step of the store in which its
 * session begins (attempts.ts).
 */
import { generationOf } from '../../shared/workspace/people.ts';
import type { Caller } from './caller.ts';
import { hashOf, type Named, type Vault } from './vault.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The administrator who made a link for someone, as of then; null: the operator. */
export interface Maker {
  readonly person: string | null;
  readonly generation: number;
}

export const makerOf = ({ person }: Pick<Caller, 'person'>): Maker => ({
  person: person?.id ?? null,
  generation: person === null ? 0 : generationOf(person),
});

/** What a link grants. `first` admits an administrator only while there is none yet. */
export type Grant =
  | { readonly kind: 'administrator'; readonly first: boolean }
  | {
      readonly kind: 'device';
      readonly person: string;
      readonly generation: number;
      /** Absent: they made it themself. */
      readonly by?: Maker;
    };

export class Invites {
  readonly #vault: Vault;

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  welcome(first: boolean): Promise<string> {
    return this.#make({ kind: 'administrator', first }, 24 * HOUR_MS);
  }

  /** `generation`: of the person now; the link does not outlive their deactivation. */
  device(person: string, generation: number): Promise<string> {
    return this.#make({ kind: 'device', person, generation }, 10 * MINUTE_MS);
  }

  /** An administrator's link with which someone signs in as the person they are. */
  signIn({ person, generation }: { readonly person: string; readonly generation: number }, by: Maker): Promise<string> {
    return this.#make({ kind: 'device', person, generation, by }, 24 * HOUR_MS);
  }

  look(code: string): Promise<Grant | null> {
    const { kind, hash } = linkOf(code);
    return this.#vault.read<Grant>(kind, hash);
  }

  #make(grant: Grant, lifeMs: number): Promise<string> {
    return this.#vault.put('link', grant, lifeMs);
  }
}

export const linkOf = (code: string): Named => ({ kind: 'link', hash: hashOf(code) });
