/**
 * The one fact of presence that belongs on the log: that a person the room depends on has lost their connection, or has
 * one again. Every server says what it sees; the domain takes each fact once. Our own outage must not hand out command:
 * no one is declared lost until this server has seen everyone for 15 s without a break, and `since` is never earlier
 * than that.
 */
import { randomUUID } from 'node:crypto';
import { isClosed, loseLink, restoreLink, watched, type RoomState } from '../../shared/room.ts';
import { eachSecond } from '../each-second.ts';
import { SERVER } from '../access/people.ts';
import type { Hosted, Hosting } from '../rooms/hosting.ts';
import type { Presence } from './presence.ts';
import type { PresenceStore } from './presence-store.ts';

const SETTLE_MS = 15_000;
/** Away for less is a reload or a short cut. */
const GONE_MS = 5_000;

export interface LinkWatchParts {
  readonly hosting: Hosting;
  readonly presence: Presence;
  readonly store: PresenceStore;
}

export class LinkWatch {
  readonly #parts: LinkWatchParts;
  readonly #stop: () => void;
  #looking = false;

  constructor(parts: LinkWatchParts) {
    this.#parts = parts;
    this.#stop = eachSecond(() => void this.#look());
  }

  stop(): void {
    this.#stop();
  }

  async #look(): Promise<void> {
    const { hosting, store } = this.#parts;
    if (this.#looking || store.sightedSince === null) return;
    this.#looking = true;
    const rooms = [...hosting.live()].filter((hosted) => hosted.frozen === null && !isClosed(hosted.folded.state));
    await Promise.allSettled(
      rooms.map((hosted) => this.#lookInto(hosted, (store.sightedSince ?? Infinity) + SETTLE_MS)),
    );
    this.#looking = false;
  }

  async #lookInto(hosted: Hosted<RoomState>, clearAt: number): Promise<void> {
    const { hosting, presence, store } = this.#parts;
    for (const { person, linkLostAt, from } of watched(hosted.folded.state)) {
      if (presence.isConnected(person)) {
        if (linkLostAt !== null) await hosted.send(restoreLink(`link:${randomUUID()}`, person), { actor: SERVER });
        continue;
      }
      // Whoever declares from a program, or has just been given command, may be about to open the page.
      const since = Math.max(clearAt, store.lastSeen(person) ?? 0, Date.parse(from));
      if (linkLostAt !== null || hosting.now() < since + GONE_MS) continue;
      await hosted.send(loseLink(`link:${randomUUID()}`, person, new Date(since).toISOString()), { actor: SERVER });
    }
  }
}
