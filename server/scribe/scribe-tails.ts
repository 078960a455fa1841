/**
 * What the documents publish in Redis, as bytes, followed over one connection: one subscription for each document on this server,
 * however many read it. Pub/sub may drop anything: after each reconnection every channel is subscribed again first, and only then is
 * its follower told to compare with the log.
 */
import type { Redis } from 'ioredis';
import { connectForSubscriptions } from '../log/redis.ts';

export interface TailFollower {
  heard(message: Buffer): void;
  resync(): void;
}

export class ScribeTails {
  private readonly redis: Redis;
  private readonly followers = new Map<string, TailFollower>();

  constructor(url: string) {
    this.redis = connectForSubscriptions(url);
    this.redis.on('messageBuffer', (channel: Buffer, message: Buffer) =>
      this.followers.get(channel.toString())?.heard(message),
    );
    this.redis.on('ready', () => void this.followAgain());
  }

  /** Resolves once what is published from now on will be heard. */
  async follow(channel: string, follower: TailFollower): Promise<void> {
    this.followers.set(channel, follower);
    await this.redis.subscribe(channel);
  }

  leave(channel: string): void {
    this.followers.delete(channel);
    if (this.redis.status === 'ready') this.redis.unsubscribe(channel).catch(() => undefined);
  }

  stop(): void {
    this.followers.clear();
    this.redis.disconnect();
  }

  private async followAgain(): Promise<void> {
    if (this.followers.size === 0) return;
    try {
      await this.redis.subscribe(...this.followers.keys());
      for (const follower of this.followers.values()) follower.resync();
    } catch {
      // Lost again; the next `ready` comes back here.
    }
  }
}
