/**
 * Letters that no one deleted: they were in a block that someone else's change removed. A reader takes what is listed
 * as deleted in an update for deleted on purpose; so these are not listed when this editor sends all that the server
 * lacks, or their author, who has not received that change yet, would leave them behind.
 */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { keyOf } from './letters.ts';
import type { DeleteSet } from './stray-reading.ts';

/** Beyond this the oldest are forgotten: everyone has heard of the change by then. */
const MOST_LETTERS = 20_000;

export class UnsaidDeletions {
  readonly #letters = new Set<string>();

  note({ deleteSet }: Y.Transaction, deleted: DeleteSet): void {
    for (const [client, ranges] of deleteSet.clients) {
      for (const { clock, len } of ranges) {
        for (let at = clock; at < clock + len; at += 1)
          if (!Y.isDeleted(deleted, Y.createID(client, at))) this.#letters.add(keyOf(client, at));
      }
    }
    for (const oldest of this.#letters) {
      if (this.#letters.size <= MOST_LETTERS) return;
      this.#letters.delete(oldest);
    }
  }

  /** The same update without these. */
  withoutIn(update: Uint8Array): Uint8Array {
    if (this.#letters.size === 0) return update;
    const { ds } = Y.decodeUpdate(update);
    const kept = new Map(
      [...ds.clients]
        .map(
          ([client, ranges]) => [client, ranges.flatMap(({ clock, len }) => this.#runs(client, clock, len))] as const,
        )
        .filter(([, ranges]) => ranges.length > 0),
    );
    // The list of deletions ends an update, so its text is all that is before.
    const text = update.subarray(0, update.length - listOf(ds.clients).length);
    return encoding.encode((encoder) => {
      encoding.writeUint8Array(encoder, text);
      encoding.writeUint8Array(encoder, listOf(kept));
    });
  }

  #runs(client: number, clock: number, length: number): Range[] {
    const runs: Range[] = [];
    for (let at = clock; at < clock + length; at += 1) {
      const last = runs.at(-1);
      if (this.#letters.has(keyOf(client, at))) continue;
      if (last !== undefined && last.clock + last.len === at) last.len += 1;
      else runs.push({ clock: at, len: 1 });
    }
    return runs;
  }
}

interface Range {
  readonly clock: number;
  len: number;
}

export const listOf = (clients: ReadonlyMap<number, readonly Range[]>): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, clients.size);
    for (const [client, ranges] of clients) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, ranges.length);
      for (const { clock, len } of ranges) {
        encoding.writeVarUint(encoder, clock);
        encoding.writeVarUint(encoder, len);
      }
    }
  });
