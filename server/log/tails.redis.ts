/**
 * What Redis publishes, followed over one connection of its own. Pub/sub may drop anything; so after each reconnection
 * every channel is subscribed again first, and only then is its follower told to read what it missed. In that order
 * nothing falls in between.
 *
 * A channel is followed by its topic; its name begins with the store's id (store-id.ts). When the store turns out to be
 * another one, every topic is followed again under its new name.
 */
import type { Redis } from 'ioredis';
import { pause } from '../rooms/waiting.ts';
import { connectForSubscriptions, unavailable } from './redis.ts';
import type { StoreId } from './store-id.ts';

const CHECK_EVERY_MS = 5000;
const AGAIN_MS = 200;
const PATIENCE_MS = 1500;

export interface Follower {
  heard(message: Buffer): void;
  resync(): void;
}

export class Tails {
  readonly #redis: Redis;
  readonly #store: StoreId;
  readonly #followers = new Map<string, Set<Follower>>();
  readonly #timer: NodeJS.Timeout;
  /** What the names of all channels followed now begin with. */
  #base = '';
  #closed = false;

  constructor(url: string, store: StoreId) {
    this.#store = store;
    this.#redis = connectForSubscriptions(url);
    this.#redis.on('messageBuffer', (channel: Buffer, message: Buffer) => this.#heard(channel.toString(), message));
    this.#redis.on('ready', () => void this.#subscribeAgain());
    this.#timer = setInterval(() => void this.#check(), CHECK_EVERY_MS);
    this.#timer.unref();
  }

  /** Resolves once subscribed: what is published from then on is heard. Returns how to stop. Throws Unavailable. */
  async follow(topic: string, follower: Follower): Promise<() => Promise<void>> {
    const followers = this.#followers.get(topic) ?? new Set();
    this.#followers.set(topic, followers.add(follower));
    try {
      this.#base = await this.#channels();
      await this.#redis.subscribe(this.#base + topic);
    } catch (error) {
      followers.delete(follower);
      throw unavailable(error);
    }
    return () => this.#unfollow(topic, follower);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#followers.clear();
    this.#redis.disconnect();
  }

  /** Both connections open at about the same time: the other one is waited for as long as a reply would be. */
  async #channels(): Promise<string> {
    for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await pause(20)) {
      const base = await this.#store.channels().catch(() => null);
      if (base !== null) return base;
    }
    return this.#store.channels();
  }

  async #unfollow(topic: string, follower: Follower): Promise<void> {
    const followers = this.#followers.get(topic);
    if (!followers?.delete(follower) || followers.size > 0) return;
    this.#followers.delete(topic);
    if (this.#redis.status === 'ready') await this.#redis.unsubscribe(this.#base + topic).catch(() => {});
  }

  #heard(channel: string, message: Buffer): void {
    if (!channel.startsWith(this.#base)) return;
    for (const follower of this.#followers.get(channel.slice(this.#base.length)) ?? []) follower.heard(message);
  }

  /** The store was emptied or exchanged under a connection that stayed: what others publish has another name now. */
  async #check(): Promise<void> {
    await this.#store.check().catch(() => null);
    const base = await this.#store.channels().catch(() => this.#base);
    if (base === this.#base || this.#followers.size === 0 || this.#redis.status !== 'ready') return;
    const old = [...this.#followers.keys()].map((topic) => this.#base + topic);
    await this.#subscribeAgain();
    await this.#redis.unsubscribe(...old).catch(() => {});
  }

  async #subscribeAgain(): Promise<void> {
    while (this.#followers.size > 0 && !this.#closed && this.#redis.status === 'ready') {
      try {
        this.#base = await this.#store.channels();
        await this.#redis.subscribe(...[...this.#followers.keys()].map((topic) => this.#base + topic));
        for (const followers of this.#followers.values()) for (const follower of followers) follower.resync();
        return;
      } catch {
        // Lost again, and the next `ready` comes back here; or the connection that tells the store's id is not back
        // yet.
        await pause(AGAIN_MS);
      }
    }
  }
}
