/**
 * The names under which a document lives in Redis, all in the bucket of its room's own log:
 *
 *   log      stream, one entry a turn, id `<sequence>-0`      clients    hash: client id -> next clock and person
 *   spent    hash: person -> how many bytes they ever wrote
 *   copy     the whole text at a sequence, for opening        buckets    stream: what was sealed, id `<last sequence>-0`
 *   keyframes, moments   the whole text at many sequences, and when that was        lease   who compacts just now
 *   verified   hash: up to which sequence buckets were read back, and how often some that were not were made again
 *   id       a random name of this very document, made when it is first opened or written
 */
import { bucketOf } from '../../log/keys.ts';

export type DocumentKey =
  | 'log'
  | 'clients'
  | 'spent'
  | 'copy'
  | 'buckets'
  | 'verified'
  | 'keyframes'
  | 'moments'
  | 'lease'
  | 'id';

export function documentKey(prefix: string, room: string, what: DocumentKey): string {
  return `${prefix}:{b${bucketOf(room)}}:${room}:scribe-${what}`;
}

/** What is published about a document; the channel's name begins with the store's id. */
export const documentTopic = (room: string, what: 'tail' | 'carets'): string => `${room}:scribe-${what}`;
