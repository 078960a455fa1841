/**
 * What Redis publishes, followed over one connection of its own. Pub/sub may drop anything; so after each reconnection every channel
 * is subscribed again first, and only then is its follower told to read what it missed. In that order nothing falls in between.
 */
import type { Redis } from 'ioredis';
import { connectForSubscriptions, unavailable } from './redis.ts';

interface Follower {
  heard(text: string): void;
  resync(): void;
}

export class Tails {
  readonly #redis: Redis;
  readonly #followers = new Map<string, Set<Follower>>();

  constructor(url: string) {
    this.#redis = connectForSubscriptions(url);
    this.#redis.on('message', (channel: string, text: string) => this.#heard(channel, text));
    this.#redis.on('ready', () => void this.#subscribeAgain());
  }

  /** Resolves once subscribed: what is published from then on is heard. Returns how to stop. */
  async follow(channel: string, heard: (text: string) => void, resync: () => void): Promise<() => Promise<void>> {
    const follower = { heard, resync };
    const followers = this.#followers.get(channel) ?? new Set();
    this.#followers.set(channel, followers.add(follower));
    try {
      await this.#redis.subscribe(channel);
    } catch (error) {
      followers.delete(follower);
      throw unavailable(error);
    }
    return () => this.#unfollow(channel, follower);
  }

  async close(): Promise<void> {
    this.#followers.clear();
    this.#redis.disconnect();
  }

  async #unfollow(channel: string, follower: Follower): Promise<void> {
    const followers = this.#followers.get(channel);
    if (!followers?.delete(follower) || followers.size > 0) return;
    this.#followers.delete(channel);
    if (this.#redis.status === 'ready') await this.#redis.unsubscribe(channel).catch(() => {});
  }

  #heard(channel: string, text: string): void {
    for (const follower of this.#followers.get(channel) ?? []) follower.heard(text);
  }

  async #subscribeAgain(): Promise<void> {
    const channels = [...this.#followers.keys()];
    if (channels.length === 0) return;
    try {
      await this.#redis.subscribe(...channels);
      for (const followers of this.#followers.values()) for (const follower of followers) follower.resync();
    } catch {
      // The connection was lost again; its next `ready` comes back here.
    }
  }
}
