/**
 * Plays the sample incident (shared/sample-script.ts) into a room of its own: one at a time on all servers, for as long
 * as its script, and no longer than it is wanted. Its three people are connected like everyone else; none of them is a
 * person of the workspace.
 *
 *   start: none open?  ->  the one drill that follows the last  ->  whoever declares it plays  ->  cue, pause, cue  ->  it closes itself
 *   stop, on any server: whoever of the three has command closes it, and the next cue finds a closed room
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { ListedCard } from '../../shared/card.ts';
import type { Actor } from '../../shared/envelope.ts';
import type { NotOk } from '../../shared/protocol.ts';
import { declare, DEFAULT_POLICY, isClosed, isDeclared, type RoomState } from '../../shared/room.ts';
import { CAST, isSampleCard, SAMPLE_TITLE } from '../../shared/sample.ts';
import { DECLARATION, endOf, SCRIPT, type Cue } from '../../shared/sample-script.ts';
import { no } from '../edge/well-formed.ts';
import type { Presence } from '../presence/presence.ts';
import type { Hosted, Hosting } from '../rooms/hosting.ts';

export interface SampleParts {
  readonly hosting: Hosting;
  readonly presence: Pick<Presence, 'play' | 'gone'>;
}

export class Sample {
  readonly #parts: SampleParts;
  readonly #stopped = new AbortController();

  constructor(parts: SampleParts) {
    this.#parts = parts;
  }

  /** Resolves with the room once it is declared; the rest plays by itself. Throws Unavailable. */
  async start(by: Actor): Promise<{ readonly ok: true; readonly room: string } | NotOk> {
    const cards = await this.#parts.hosting.cards();
    const open = cards.find(isSampleCard);
    if (open !== undefined) return no('sample.running', { room: open.id });
    const hosted = await this.#declare(by, await this.#next(cards));
    if (!('send' in hosted)) return hosted;
    void this.#play(hosted);
    return { ok: true, room: hosted.id };
  }

  /** Closes the one that plays. Nothing to do if none does, or if a person took command: then it is theirs to close. */
  async end(): Promise<void> {
    const room = await this.#open();
    const hosted = room === undefined ? null : await this.#parts.hosting.room(room);
    const end = hosted === null ? null : endOf((await hosted.fresh()).state);
    if (end !== null) await hosted?.send({ id: randomUUID(), ...end.says }, { actor: CAST[end.by] });
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #open(): Promise<string | undefined> {
    return (await this.#parts.hosting.cards()).find(isSampleCard)?.id;
  }

  /** Several servers that begin at once get the same room, and its log takes one declaration. */
  async #declare(by: Actor, request: string): Promise<Hosted<RoomState> | NotOk> {
    const { hosting } = this.#parts;
    const { workspace } = hosting;
    const registered = await workspace.send(
      { id: randomUUID(), type: 'workspace.register-room', data: { request } },
      { actor: by },
    );
    if (!registered.ok) return registered;
    const room = workspace.folded.state.rooms[request] ?? (await workspace.fresh()).state.rooms[request];
    if (room === undefined) return no('unconfirmed');
    const hosted = await hosting.unwritten(room);
    await hosted.fresh();
    const declaration = declare(randomUUID(), { ...DECLARATION, policy: DEFAULT_POLICY });
    const declared = await hosted.send(declaration, { actor: CAST.ana });
    if (declared.ok) return hosted;
    return isDeclared((await hosted.fresh()).state) ? no('sample.running', { room }) : declared;
  }

  /**
   * By which request the next one is registered, on every server the same. Not a UUID: no one outside can make it. None
   * of these cards is open: one that another server declares meanwhile has this very request.
   */
  async #next(cards: readonly ListedCard[]): Promise<string> {
    const { hosting } = this.#parts;
    const played = cards.filter(({ kind, title }) => kind === 'drill' && title === SAMPLE_TITLE);
    const { rooms } = (await hosting.workspace.fresh()).state;
    const number = ({ id }: { readonly id: string }): number => Number(id.slice(id.indexOf('-') + 1));
    let last = played.toSorted((one, other) => number(one) - number(other)).at(-1)?.id ?? 'none';
    for (;;) {
      const request = `sample after ${last}`;
      const room = rooms[request];
      const hosted = room === undefined ? null : await hosting.room(room);
      if (room === undefined || hosted === null || !isClosed((await hosted.fresh()).state)) return request;
      last = room;
    }
  }

  async #play({ id: room }: Hosted<RoomState>): Promise<void> {
    const { presence } = this.#parts;
    const connectionOf = ({ id }: Actor): string => `sample:${room}:${id}`;
    for (const actor of Object.values(CAST)) presence.play(connectionOf(actor), actor.id, room);
    try {
      for (const cue of SCRIPT) {
        await wait(cue.after * 1_000, undefined, { signal: this.#stopped.signal });
        if (!(await this.#does(room, cue))) break;
      }
    } catch {
      // The server stops, or Redis is away for long: the room stays as it is, and can be stopped or closed.
    } finally {
      for (const actor of Object.values(CAST)) presence.gone(connectionOf(actor));
    }
  }

  /** False once the room is closed. What is refused is left out: a person may have done it, or have command. */
  async #does(room: string, { by, says }: Cue): Promise<boolean> {
    const { hosting } = this.#parts;
    const hosted = await hosting.room(room);
    if (hosted === null || isClosed(hosted.folded.state)) return false;
    const said = says(hosted.folded.state, hosting.now());
    if (said === null) return true;
    const sender = { actor: CAST[by], arrival: { as: 'responder' } as const };
    await hosted.send({ id: randomUUID(), ...said }, sender);
    return true;
  }
}
