/**
 * Reading a document whose log is damaged (an entry is gone, bytes were changed): at its last good state, with what is
 * missing named.
 *
 *   the strict reading fails -> the newest sound whole text, and the entries after it -> as many of them as can be read together
 *
 * Always holds: everything in the answer has all of what came before it; a store that cannot be reached, or a text that
 * takes too long, does not count as damage.
 */
import type { Pieces } from '../worker/jobs.ts';
import type { DocumentEntry } from './sealed.ts';
import type { ScribePast } from './past.ts';
import type { ScribeStore } from './store.ts';
import type { ScribeFormat } from '../worker/text.ts';
import { TookTooLong } from '../worker/thread.ts';
import type { ScribeWorker } from '../worker/worker-client.ts';

export interface Damage {
  /** The last entry whose text is in the answer; 0 for none. */
  readonly goodTo: number;
  /** The newest entry that was asked for. */
  readonly head: number;
  /** When the first omitted entry was written, in milliseconds; null if that is no longer known. */
  readonly sinceMs: number | null;
}

export interface ReadText {
  readonly text: string;
  /** Of what it was made. */
  readonly pieces: Pieces;
  /** Null: nothing is missing. */
  readonly damage: Damage | null;
}

export interface DamageParts {
  readonly store: ScribeStore;
  readonly worker: ScribeWorker;
  readonly past: ScribePast;
}

export interface Asked {
  readonly room: string;
  readonly format: ScribeFormat;
  /** An instant in Redis's time; omitted: now. */
  readonly atMs?: number | undefined;
}

/** Rejects when the store cannot be reached or the text takes too long. */
export async function readGood(parts: DamageParts, { room, format, atMs = Infinity }: Asked): Promise<ReadText> {
  try {
    const pieces = await parts.past.pieces(room, atMs);
    return { text: await parts.worker.read(pieces, { format, room }), pieces, damage: null };
  } catch (problem) {
    if (problem instanceof TookTooLong) throw problem;
  }
  const { store, worker } = parts;
  const head = await store.head(room);
  const base = await soundBase(store, room, atMs);
  const entries = await readable(store, room, { after: base?.sequence ?? 0, atMs });
  const first = (count: number): Pieces => ({
    base: base?.state ?? null,
    tail: entries.slice(0, count).map(({ update }) => update),
  });
  const read = (count: number): Promise<string> => worker.read(first(count), { format, room });
  const { count, text } = await longest(entries.length, read);
  return {
    text,
    pieces: first(count),
    damage: {
      goodTo: entries[count - 1]?.sequence ?? base?.sequence ?? 0,
      head,
      sinceMs: entries[count]?.atMs ?? null,
    },
  };
}

async function soundBase(
  store: ScribeStore,
  room: string,
  atMs: number,
): Promise<{ sequence: number; state: Uint8Array } | null> {
  const copy = atMs === Infinity ? await store.loadCopy(room) : null;
  return copy ?? store.archive.keyframeAt(room, atMs);
}

/** The entries up to an instant, as far as they can be read. */
async function readable(
  store: ScribeStore,
  room: string,
  { after, atMs }: { after: number; atMs: number },
): Promise<readonly DocumentEntry[]> {
  const entries: DocumentEntry[] = [];
  // If the store itself cannot be reached, this fails; a failure below is damage.
  await store.head(room);
  try {
    for await (const page of store.entriesAfter(room, after)) {
      entries.push(...page.filter((entry) => entry.atMs <= atMs));
      if (page.some((entry) => entry.atMs > atMs)) break;
    }
  } catch {
    return entries;
  }
  return entries;
}

/** The most that can be read together, found by halving: what is damaged stays so with everything after it. */
async function longest(
  count: number,
  read: (count: number) => Promise<string>,
): Promise<{ count: number; text: string }> {
  let good = { count: 0, text: await read(0) };
  for (let bad = count + 1; bad - good.count > 1;) {
    const middle = Math.floor((good.count + bad) / 2);
    const text = await read(middle).catch((problem: unknown) => {
      if (problem instanceof TookTooLong) throw problem;
      return null;
    });
    if (text === null) bad = middle;
    else good = { count: middle, text };
  }
  return good;
}
