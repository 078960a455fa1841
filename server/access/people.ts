/**
 * People of the workspace, as access and the API need them: looked up in the workspace's own log, added to it, never
 * kept elsewhere.
 */
import { randomUUID } from 'node:crypto';
import { CLOCK, type Actor } from '../../shared/envelope.ts';
import type { NotOk } from '../../shared/protocol.ts';
import type { Person, WorkspaceState } from '../../shared/workspace/words.ts';
import { generationOf, personIdOf } from '../../shared/workspace/people.ts';
import type { Hosted } from '../rooms/hosting.ts';
import { sendUntilKnown } from '../rooms/repeating.ts';

export interface NewPerson {
  readonly name: string;
  readonly area?: string | undefined;
  readonly email?: string | undefined;
  readonly trained?: boolean | undefined;
  readonly administrator?: boolean | undefined;
  readonly observer?: boolean | undefined;
}

interface Letting {
  readonly person: string;
  readonly generation: number;
  readonly by: { readonly person: string | null; readonly generation: number };
}

/** The servers' own acts: what a link or the operator's token allows, when no person is behind it. */
export const SERVER: Actor = { id: CLOCK, name: CLOCK, trained: false, administrator: true };

export class People {
  readonly #workspace: Hosted<WorkspaceState>;

  constructor(workspace: Hosted<WorkspaceState>) {
    this.#workspace = workspace;
  }

  /** An active person. Reads the log again only for someone this server does not know yet. */
  async find(id: string): Promise<Person | null> {
    return this.known(id) ?? active((await this.#workspace.fresh()).state, id);
  }

  /** As this server knows it now; null when unknown or no longer active. */
  known(id: string): Person | null {
    return active(this.#workspace.folded.state, id);
  }

  /**
   * Is this person active, and has not been deactivated since that generation? As this server knows it now: at most two
   * seconds old.
   */
  stands(id: string, generation: number): boolean {
    const person = this.known(id);
    return person !== null && generationOf(person) === generation;
  }

  /**
   * The person for whom an administrator made a link; null when they were deactivated since, are an administrator now,
   * or may not be let in by its maker any more.
   */
  async mayStillLetIn({ person, generation, by }: Letting): Promise<Person | null> {
    const known = await this.find(person);
    if (known === null || generationOf(known) !== generation || known.administrator) return null;
    const maker = by.person === null ? null : await this.find(by.person);
    const stands =
      by.person === null || (maker !== null && generationOf(maker) === by.generation && maker.administrator);
    return stands ? known : null;
  }

  async all(): Promise<readonly Person[]> {
    return Object.values((await this.#workspace.fresh()).state.people);
  }

  /** `besides`: not counting the person this command added. */
  async hasAdministrator(besides = ''): Promise<boolean> {
    return (await this.all()).some(
      ({ id, active, administrator }) => active && administrator && id !== personIdOf(besides),
    );
  }

  /** Adds a person, once for each command. */
  async add(person: NewPerson, by: Actor, id: string = randomUUID()): Promise<{ ok: true; person: Person } | NotOk> {
    const earlier = await this.find(personIdOf(id));
    if (earlier !== null) return { ok: true, person: earlier };
    const command = { id, type: 'workspace.add-person', data: given(person) };
    const answer = await sendUntilKnown(this.#workspace, command, { actor: by });
    if (!answer.ok) return answer;
    const added = await this.find(personIdOf(command.id));
    return added === null ? { ok: false, code: 'unconfirmed', message: '' } : { ok: true, person: added };
  }
}

function active(state: WorkspaceState, id: string): Person | null {
  const person = Object.hasOwn(state.people, id) ? state.people[id] : undefined;
  return person?.active === true ? person : null;
}

/** Without the fields that were not given: a log keeps what was said and no `undefined`. */
const given = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
