/**
 * The sealed form of a document's entries: buckets of one second and at most 64 entries. A bucket holds the same text
 * twice: merged into one update, which is quick to apply, and every entry as it was, with its time, so that nothing is
 * lost and any millisecond can be read. One that holds a single entry needs no second form.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { createDecoder, hasContent, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import * as Y from 'yjs';

const MOST_IN_A_BUCKET = 64;

export interface DocumentEntry {
  readonly sequence: number;
  /** Redis's time when it was written, in milliseconds; never going back within a document. */
  readonly atMs: number;
  readonly update: Uint8Array;
}

export interface Bucket {
  /** Its first and its last sequence. */
  readonly from: number;
  readonly to: number;
  /** When its last entry was written. */
  readonly atMs: number;
  readonly merged: Uint8Array;
  /** Of `merged`. */
  readonly checksum: number;
  /** Every entry: compressed, on top of `merged`. Empty when there is but one. */
  readonly entries: Uint8Array;
  /** What its entries weighed. */
  readonly bytes: number;
}

/** Which entries become a bucket together: neighbours of the same second. */
export function sameBucket(entries: readonly DocumentEntry[]): DocumentEntry[][] {
  const groups: DocumentEntry[][] = [];
  for (const entry of entries) {
    const open = groups.at(-1);
    if (open === undefined || open.length >= MOST_IN_A_BUCKET || secondOf(open[0]) !== secondOf(entry))
      groups.push([entry]);
    else open.push(entry);
  }
  return groups;
}

const NOTHING = new Uint8Array();
export const weightOf = (entries: readonly DocumentEntry[]): number =>
  entries.reduce((sum, { update }) => sum + update.length, 0);
const secondOf = (entry: DocumentEntry | undefined): number => Math.floor((entry?.atMs ?? 0) / 1000);

/** Throws when anything of the entries is not in the bucket. */
export function seal(group: readonly DocumentEntry[]): Bucket {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a bucket of nothing');
  const merged = Y.mergeUpdates(group.map(({ update }) => update));
  const bucket = {
    from: first.sequence,
    to: last.sequence,
    atMs: last.atMs,
    merged,
    checksum: crc32(merged),
    entries: group.length === 1 ? NOTHING : deflateSync(written(group, last.atMs), { dictionary: merged }),
    bytes: weightOf(group),
  };
  const held = unseal(bucket);
  if (!group.every((entry, at) => isSameEntry(entry, held[at])) || !reachesAsFar(merged, group))
    throw new Error(`entries ${bucket.from} to ${bucket.to} do not read back from their bucket`);
  return bucket;
}

/** Whether its merged form is what was sealed. */
export const isSound = ({ merged, checksum }: Bucket): boolean => crc32(merged) === checksum;

/** Throws when the bucket is damaged. */
export function unseal(bucket: Bucket): DocumentEntry[] {
  const { from, atMs, merged, entries } = bucket;
  if (!isSound(bucket)) throw new Error(`the bucket of entry ${from} is damaged`);
  if (entries.length === 0) return [{ sequence: from, atMs, update: merged }];
  const decoder = createDecoder(inflateSync(entries, { dictionary: merged }));
  const read: DocumentEntry[] = [];
  while (hasContent(decoder))
    read.push({ sequence: from + read.length, atMs: atMs - readVarUint(decoder), update: readVarUint8Array(decoder) });
  return read;
}

function written(group: readonly DocumentEntry[], lastAtMs: number): Uint8Array {
  const encoder = createEncoder();
  for (const { atMs, update } of group) {
    writeVarUint(encoder, lastAtMs - atMs);
    writeVarUint8Array(encoder, update);
  }
  return toUint8Array(encoder);
}

export const isSameEntry = (one: DocumentEntry, other: DocumentEntry | undefined): boolean =>
  one.atMs === other?.atMs && Buffer.compare(one.update, other.update) === 0;

/** Merging must leave out no client's clocks. */
function reachesAsFar(merged: Uint8Array, group: readonly DocumentEntry[]): boolean {
  const { to } = Y.parseUpdateMeta(merged);
  return group.every(({ update }) =>
    [...Y.parseUpdateMeta(update).to].every(([client, clock]) => (to.get(client) ?? 0) >= clock),
  );
}
