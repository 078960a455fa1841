/**
 * Many updates as one. The bytes of a piece mean the same in every update of its client, so pieces that follow on each
 * other are copied one after the other, without building any text.
 */
import { mergeUpdates } from 'yjs';
import { createEncoder, toUint8Array, writeUint8Array, writeVarUint, type Encoder } from 'lib0/encoding';
import { addRanges, rangesOf } from './ranges.ts';
import { scanUpdate, type Deletion, type Piece } from './scan.ts';

export interface Span {
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

interface ClientPieces {
  readonly from: number;
  to: number;
  readonly pieces: Piece[];
}

export class Merging {
  bytes = 0;
  readonly #clients = new Map<number, ClientPieces>();
  readonly #deleted = new Map<number, number[]>();

  get isEmpty(): boolean {
    return this.#clients.size === 0 && this.#deleted.size === 0;
  }

  get clientCount(): number {
    return this.#clients.size;
  }

  /** Each client's pieces must follow on what was added of it before. */
  add(pieces: readonly Piece[], deletions: readonly Deletion[]): void {
    for (const piece of pieces) this.#addPiece(piece);
    for (const [client, ranges] of rangesOf(deletions)) {
      const present = this.#deleted.get(client);
      if (present === undefined) this.#deleted.set(client, ranges);
      else addRanges(present, ranges);
    }
    this.bytes += deletions.length * 8;
  }

  spans(): Span[] {
    return [...this.#clients].map(([client, { from, to }]) => ({ client, from, to }));
  }

  /** Higher client ids first, as Yjs expects it of an update that is merged again. */
  encode(): Uint8Array {
    const encoder = createEncoder();
    writeVarUint(encoder, this.#clients.size);
    for (const [client, { from, pieces }] of [...this.#clients].sort(higherFirst)) {
      writeVarUint(encoder, pieces.length);
      writeVarUint(encoder, client);
      writeVarUint(encoder, from);
      for (const { source, start, end } of pieces) writeUint8Array(encoder, source.subarray(start, end));
    }
    writeVarUint(encoder, this.#deleted.size);
    for (const [client, ranges] of [...this.#deleted].sort(higherFirst)) writeRanges(encoder, client, ranges);
    return toUint8Array(encoder);
  }

  #addPiece(piece: Piece): void {
    const present = this.#clients.get(piece.client);
    if (present === undefined)
      this.#clients.set(piece.client, { from: piece.clock, to: piece.clock + piece.length, pieces: [piece] });
    else if (present.to !== piece.clock) throw new Error('these pieces do not follow on each other');
    else {
      present.pieces.push(piece);
      present.to += piece.length;
    }
    this.bytes += piece.end - piece.start;
  }
}

/** Updates of one log, in its order. */
export function mergeInOrder(updates: readonly Uint8Array[]): Uint8Array {
  if (updates.length === 1) return updates[0] as Uint8Array;
  try {
    const merging = new Merging();
    for (const { pieces, deletions } of updates.map(scanUpdate)) merging.add(pieces, deletions);
    return merging.encode();
  } catch {
    return mergeUpdates([...updates]);
  }
}

const higherFirst = ([one]: readonly [number, unknown], [other]: readonly [number, unknown]): number => other - one;

function writeRanges(encoder: Encoder, client: number, ranges: readonly number[]): void {
  writeVarUint(encoder, client);
  writeVarUint(encoder, ranges.length / 2);
  for (let at = 0; at < ranges.length; at += 2) {
    writeVarUint(encoder, ranges[at] as number);
    writeVarUint(encoder, (ranges[at + 1] as number) - (ranges[at] as number));
  }
}
