/**
 * Inviting: the links that bring people into this workspace, kept on its log. The code of a link is shown once; the log
 * knows its hash, and decides in one commit whether it still admits someone, and which person.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Actor } from '../../shared/envelope.ts';
import type { NotOk } from '../../shared/protocol.ts';
import { openInvite, openInvites } from '../../shared/workspace/invites.ts';
import { personIdOf } from '../../shared/workspace/people.ts';
import type { Invite, Person, WorkspaceState } from '../../shared/workspace/words.ts';
import { no } from '../edge/well-formed.ts';
import type { Hosted } from '../rooms/hosting.ts';
import { sendUntilKnown } from '../rooms/repeating.ts';
import { SERVER } from './people.ts';
import { hashOf } from './vault.ts';

const HOUR_MS = 3_600_000;

export type OpenInvite = Invite & { readonly id: string };

export interface InviteWish {
  readonly role: 'responder' | 'observer';
  readonly room?: string | undefined;
  /** Default: 1. */
  readonly uses?: number | undefined;
  /** Default: 24. */
  readonly hours?: number | undefined;
}

/** A new person by name, or a known one by id. */
export type Comer = { readonly name: string; readonly area?: string | undefined } | { readonly person: string };

export class Inviting {
  readonly #workspace: Hosted<WorkspaceState>;
  readonly #now: () => number;

  /** `now`: milliseconds by the store's clock. */
  constructor(workspace: Hosted<WorkspaceState>, now: () => number) {
    this.#workspace = workspace;
    this.#now = now;
  }

  async make(
    { uses = 1, hours = 24, room, role }: InviteWish,
    actor: Actor,
  ): Promise<{ readonly ok: true; readonly code: string; readonly id: string } | NotOk> {
    const code = randomBytes(32).toString('base64url');
    const id = hashOf(code);
    const expiresAt = new Date(this.#now() + hours * HOUR_MS).toISOString();
    const answer = await this.#send(
      'workspace.make-invite',
      { invite: id, role, uses, expiresAt, ...(room === undefined ? {} : { room }) },
      actor,
    );
    return answer.ok ? { ok: true, code, id } : answer;
  }

  /** What a link would do; null when it admits no one (or no longer does). */
  async look(code: string): Promise<OpenInvite | null> {
    const id = hashOf(code);
    const invite = openInvite((await this.#workspace.fresh()).state, id, this.#instant());
    return invite === null ? null : { id, ...invite };
  }

  /**
   * The person who joined by it: a new one, or a known one, who may now see more. The same command again is the same
   * use.
   */
  async use(
    id: string,
    comer: Comer,
    command: string,
  ): Promise<{ readonly ok: true; readonly person: Person } | NotOk> {
    const answer = await this.#send('workspace.use-invite', { invite: id, ...comer }, SERVER, command);
    if (!answer.ok) return answer;
    const person = (await this.#workspace.fresh()).state.people['person' in comer ? comer.person : personIdOf(command)];
    return person === undefined ? no('unconfirmed') : { ok: true, person };
  }

  /** Where it leads, though it may be over: known for a minute after its end. */
  roomOf(id: string): string | null {
    const { invites } = this.#workspace.folded.state;
    return (Object.hasOwn(invites, id) ? invites[id]?.room : undefined) ?? null;
  }

  /** Those that still admit someone. */
  async open(): Promise<readonly OpenInvite[]> {
    return openInvites((await this.#workspace.fresh()).state, this.#instant());
  }

  /** Null when it is done. */
  async revoke(id: string, actor: Actor): Promise<NotOk | null> {
    const answer = await this.#send('workspace.revoke-invite', { invite: id }, actor);
    return answer.ok ? null : answer;
  }

  #send(type: string, data: object, actor: Actor, id: string = randomUUID()) {
    return sendUntilKnown(this.#workspace, { id, type, data }, { actor });
  }

  #instant(): string {
    return new Date(this.#now()).toISOString();
  }
}
