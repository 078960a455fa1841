/**
 * Passwords of people, and the links with which they set one: a link works once, for 24 hours, and not after a password
 * was set some other way. A password ends with its person's deactivation, as everything does that lets them in.
 */
import { generationOf } from '../../shared/workspace/people.ts';
import { personByEmail } from '../../shared/workspace/emails.ts';
import type { Person, WorkspaceState } from '../../shared/workspace/words.ts';
import type { Hosted } from '../rooms/hosting.ts';
import type { Maker } from './invites.ts';
import { hashPassword, isPassword } from './password-hash.ts';
import type { People } from './people.ts';
import { hashOf, type Named, type Vault } from './vault.ts';

const DAY_MS = 86_400_000;

interface Kept {
  readonly phc: string;
  readonly generation: number;
  readonly setAt: number;
}

export interface PasswordGrant {
  readonly person: string;
  readonly generation: number;
  readonly by: Maker;
  readonly madeAt: number;
}

export interface PasswordParts {
  readonly vault: Vault;
  readonly people: People;
  readonly workspace: Hosted<WorkspaceState>;
  readonly now: () => number;
}

export class Passwords {
  readonly #parts: PasswordParts;

  constructor(parts: PasswordParts) {
    this.#parts = parts;
  }

  /**
   * The person with this email and password; null for every other pair, after the same time. Throws HashingBusy,
   * Unavailable.
   */
  async personBy(email: string, password: string, whose: string): Promise<Person | null> {
    const { state } = await this.#parts.workspace.fresh();
    const person = personByEmail(state, email);
    const kept = await this.#of(person?.id ?? '', person === null ? 0 : generationOf(person));
    return (await isPassword(password, kept?.phc ?? null, whose)) ? person : null;
  }

  async has(person: Person): Promise<boolean> {
    return (await this.#of(person.id, generationOf(person))) !== null;
  }

  async isRight(person: Person, password: string): Promise<boolean> {
    const kept = await this.#of(person.id, generationOf(person));
    return isPassword(password, kept?.phc ?? null, person.id);
  }

  async set(person: Person, password: string): Promise<void> {
    const record = await this.#record(person, password);
    await this.#parts.vault.write('password', person.id, { record, lifeMs: null });
  }

  makeLink(person: Person, by: Maker): Promise<string> {
    const grant: PasswordGrant = {
      person: person.id,
      generation: generationOf(person),
      by,
      madeAt: this.#parts.now(),
    };
    return this.#parts.vault.put('password-link', grant, DAY_MS);
  }

  /** Whose password a link sets; null when it sets none any more. */
  async look(code: string): Promise<Person | null> {
    const { kind, hash } = linkOf(code);
    const grant = await this.#parts.vault.read<PasswordGrant>(kind, hash);
    return grant === null ? null : this.#owner(grant);
  }

  /** False: the link was used meanwhile. */
  async setByLink(code: string, person: Person, password: string): Promise<boolean> {
    const record = await this.#record(person, password);
    return this.#parts.vault.trade(linkOf(code), { kind: 'password', hash: person.id }, record);
  }

  async #record(person: Person, password: string): Promise<Kept> {
    const phc = await hashPassword(password, person.id);
    return { phc, generation: generationOf(person), setAt: this.#parts.now() };
  }

  async #of(person: string, generation: number): Promise<Kept | null> {
    const kept = await this.#parts.vault.read<Kept>('password', person === '' ? 'nobody' : person);
    return kept?.generation === generation ? kept : null;
  }

  async #owner({ person: id, generation, by, madeAt }: PasswordGrant): Promise<Person | null> {
    const person = await this.#parts.people.mayStillLetIn({ person: id, generation, by });
    if (person === null) return null;
    const kept = await this.#of(id, generation);
    return kept !== null && kept.setAt >= madeAt ? null : person;
  }
}

const linkOf = (code: string): Named => ({ kind: 'password-link', hash: hashOf(code) });
