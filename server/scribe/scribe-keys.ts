/**
 * The names under which a document lives in Redis, all in the bucket of its room's own log:
 *
 *   log      stream, one entry a turn, id `<sequence>-0`      clients    hash: client id -> next clock and person
 *   copy     the whole text at a sequence, for opening        buckets    stream: what was sealed, id `<last sequence>-0`
 *   keyframes, moments   the whole text at many sequences, and when that was        lease   who compacts just now
 *   verified   hash: up to which sequence buckets were read back, and how often some that were not were made anew
 *   tail, carets         channels
 */
import { bucketOf } from '../log/keys.ts';

export type DocumentKey =
  | 'log'
  | 'clients'
  | 'copy'
  | 'buckets'
  | 'verified'
  | 'keyframes'
  | 'moments'
  | 'lease'
  | 'tail'
  | 'carets';

export function documentKey(prefix: string, room: string, what: DocumentKey): string {
  return `${prefix}:{b${bucketOf(room)}}:${room}:scribe-${what}`;
}
