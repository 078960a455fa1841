/**
 * The store of attachments: keep a content once in its room, read it back. Two bodies under one contract suite: in
 * Redis beside the room's log, or in an S3-compatible store. What a room has and how much of it is counted in Redis
 * either way.
 *
 * Always holds: what is read is what was kept, proved by its hash, or nothing.
 */
import { webcrypto } from 'node:crypto';
import type { Redis } from 'ioredis';
import { MOST_ROOM_BYTES } from '../../shared/attachment.ts';
import type { S3Config } from '../config/attachments.ts';
import { connectForRequests } from '../log/redis.ts';
import { Unavailable } from '../log/room-log.ts';
import type { Content } from './body.ts';
import { AttachmentRegister } from './register.ts';
import { RedisBodies } from './store.redis.ts';
import { S3Bodies } from './store.s3.ts';

/** What the store gave back is not what was kept. */
export class Damaged extends Error {}

export interface AttachmentStore {
  /**
   * Throws Unavailable when nothing was kept, Unconfirmed when that is not known; keeping the same again is always
   * safe.
   */
  keep(room: string, content: Content): Promise<'kept' | 'full' | 'workspace-full'>;
  /** How large a content of this room is; null when the room has no such content. Throws Unavailable. */
  size(room: string, id: string): Promise<number | null>;
  /** Null when this room has no such content. Throws Unavailable, Damaged. */
  read(room: string, id: string): Promise<Buffer | null>;
  stop(): void;
}

/** Where the bytes are kept. */
export interface Bodies {
  keep(room: string, content: Content): Promise<'kept' | 'full'>;
  /** Null: they are not here, though they should be. `bytes` is how many there are. */
  read(room: string, id: string, bytes: number): Promise<Buffer | null>;
}

export interface StoreParts {
  readonly redisUrl: string;
  readonly prefix: string;
  /** Null: in Redis. */
  readonly s3: S3Config | null;
  /** How long an S3 store may take for one answer. */
  readonly answerWithinMs?: number;
  /** Of a room's contents together. */
  readonly mostBytes?: number;
  /** Of all rooms' contents together. */
  readonly mostWorkspaceBytes?: number;
}

/** On a connection of its own: two megabytes on their way would hold up every command behind them. */
export function openAttachmentStore(parts: StoreParts): AttachmentStore {
  const { redisUrl, prefix, s3, mostWorkspaceBytes = Infinity } = parts;
  const redis: Redis = connectForRequests(redisUrl);
  const register = new AttachmentRegister(redis, prefix, parts.mostBytes ?? MOST_ROOM_BYTES);
  const inRedis = new RedisBodies(register);
  const inS3 = s3 === null ? null : new S3Bodies(register, s3, parts);
  return {
    async keep(room, content) {
      const bytes = content.bytes.length;
      // What the room has already is kept again without being counted again: that heals what a store has lost.
      if ((await register.find(room, content.id)) !== null) return (inS3 ?? inRedis).keep(room, content);
      if (!(await register.claim(bytes, mostWorkspaceBytes))) return 'workspace-full';
      const outcome = await (inS3 ?? inRedis).keep(room, content).catch(async (problem: unknown) => {
        await register.unclaim(bytes);
        throw problem;
      });
      if (outcome === 'full') await register.unclaim(bytes);
      return outcome;
    },
    size: async (room, id) => (await register.find(room, id))?.bytes ?? null,
    async read(room, id) {
      const entry = await register.find(room, id);
      if (entry === null) return null;
      // What was kept before the other store was configured stays where it is.
      const bodies = entry.place === 's3' ? inS3 : inRedis;
      if (bodies === null) throw new Unavailable('kept in an S3 store that is not configured any more');
      return proved(await bodies.read(room, id, entry.bytes), id);
    },
    stop: () => redis.disconnect(),
  };
}

/** Hashed by a thread of its own: two megabytes at a time would hold up everyone else. */
async function proved(bytes: Buffer | null, id: string): Promise<Buffer> {
  if (bytes === null) throw new Damaged('its bytes are gone');
  if (Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes as Buffer<ArrayBuffer>)).toString('hex') !== id)
    throw new Damaged('its bytes are not what was kept');
  return bytes;
}
