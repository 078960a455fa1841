/**
 * Which rooms live in this process. A room is loaded when it is first asked for, by one load for all who ask, and
 * unloaded when it had no listeners and no requests for a while. The workspace's own log lives here always. Pub/sub may
 * drop a commit unnoticed; so every two seconds each live room compares itself with the head of its log.
 */
import type { ListedCard } from '../../shared/card.ts';
import { ROOM_ID } from '../../shared/envelope.ts';
import type { RoomState } from '../../shared/room.ts';
import type { WorkspaceState } from '../../shared/workspace/words.ts';
import { HostedRoom, type RoomServices } from './hosted-room.ts';
import type { Domain } from './domain.ts';
import { Shared } from './waiting.ts';

const WORKSPACE = 'workspace';
const LOOK_EVERY_MS = 2000;
const IDLE_MS = 5 * 60_000;

interface Living<State> {
  readonly room: HostedRoom<State>;
  askedAt: number;
}

export class Rooms<State = RoomState, Work = WorkspaceState> {
  readonly workspace: HostedRoom<Work>;
  readonly #domain: Domain<State>;
  readonly #services: RoomServices;
  readonly #living = new Map<string, Living<State>>();
  readonly #cards = new Shared(() => this.#services.log.cards());
  readonly #cardListeners = new Set<(card: ListedCard) => void>();
  #timer: NodeJS.Timeout | undefined;
  #unfollow: (() => Promise<void>) | undefined;

  constructor(domains: { readonly room: Domain<State>; readonly workspace: Domain<Work> }, services: RoomServices) {
    this.#domain = domains.room;
    this.#services = services;
    this.workspace = new HostedRoom(WORKSPACE, domains.workspace, services);
  }

  /** Does what can be done now; what the store cannot answer yet is done as soon as it can. Never throws. */
  async start(): Promise<void> {
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
    this.#timer.unref();
    await this.#look();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#unfollow?.();
    await Promise.all([this.workspace.close(), ...[...this.live()].map((room) => room.close())]);
    this.#living.clear();
  }

  async room(id: string): Promise<HostedRoom<State> | null> {
    // The workspace has a log too, and is no room.
    if (!ROOM_ID.test(id)) return null;
    const known = this.#living.get(id);
    if (known === undefined && (await this.#services.log.head(id)).version === 0) return null;
    const room = await this.unwritten(id);
    if (room.folded.position.version > 0 || room.frozen !== null) return room;
    return (await room.fresh()).position.version > 0 ? room : null;
  }

  async unwritten(id: string): Promise<HostedRoom<State>> {
    const living = this.#living.get(id) ?? { room: new HostedRoom(id, this.#domain, this.#services), askedAt: 0 };
    this.#living.set(id, living);
    living.askedAt = performance.now();
    await living.room.opened();
    return living.room;
  }

  *live(): Iterable<HostedRoom<State>> {
    for (const { room } of this.#living.values()) yield room;
  }

  cards(): Promise<readonly ListedCard[]> {
    return this.#cards.run();
  }

  listenCards(listener: (card: ListedCard) => void): () => void {
    this.#cardListeners.add(listener);
    return () => void this.#cardListeners.delete(listener);
  }

  now(): number {
    return this.#services.clock.now();
  }

  async #look(): Promise<void> {
    await this.#followCards().catch(() => {});
    const now = performance.now();
    for (const [id, { room, askedAt }] of this.#living) {
      if (now - askedAt < IDLE_MS || !room.isQuiet) continue;
      this.#living.delete(id);
      await room.close();
    }
    await Promise.allSettled([this.workspace.fresh(), ...[...this.live()].map((room) => room.fresh())]);
  }

  async #followCards(): Promise<void> {
    const tell = (card: ListedCard) => this.#cardListeners.forEach((listener) => listener(card));
    const resync = () =>
      void this.cards().then(
        (cards) => cards.forEach(tell),
        () => {},
      );
    this.#unfollow ??= await this.#services.log.followCards(tell, resync);
  }
}
