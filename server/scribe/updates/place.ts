/**
 * Puts pieces of text into the index, each after everything that it hangs on, in whatever order they came; and takes
 * them out again. No recursion: an update may hang together in chains of any length.
 */
import { diffUpdate, encodeStateVector } from 'yjs';
import type { ScribeIndex } from './document-index.ts';
import { scanUpdate, type Piece, type Scanned, type TextId } from './scan.ts';

export interface Placed {
  readonly taken: Piece[];
  /** False when some of the pieces hang on text that is not there. */
  isWhole: boolean;
  deepest: number;
  /** Something in it has no place in the editor's schema. */
  isOdd: boolean;
  /** Some of it stands in other roots than the editor's. */
  isOther: boolean;
  /** What joining it costs the readers of the document (fronts.ts). */
  work: number;
}

/**
 * Where an update repeats a beginning and goes on, the beginning is cut off: no second text ever stands for one that is
 * known.
 */
export function withoutKnown(index: ScribeIndex, scanned: Scanned): Scanned {
  const first = scanned.pieces.find(
    (piece) => piece.clock < index.nextOf(piece.client) && piece.clock + piece.length > index.nextOf(piece.client),
  );
  if (first === undefined) return scanned;
  const known = new Map(scanned.pieces.map(({ client }) => [client, index.nextOf(client)]));
  return {
    pieces: scanUpdate(diffUpdate(first.source, encodeStateVector(known))).pieces,
    deletions: scanned.deletions,
  };
}

export function placePieces(index: ScribeIndex, pieces: readonly Piece[]): Placed {
  const placed: Placed = { taken: [], isWhole: true, deepest: 0, isOdd: false, isOther: false, work: 0 };
  let later: Piece[] | null = null;
  for (const piece of pieces) {
    if (piece.clock + piece.length <= index.nextOf(piece.client)) continue;
    if (piece.clock === index.nextOf(piece.client) && piece.kind !== 'skip' && missingBase(index, piece) === null)
      take(index, piece, placed);
    else (later ??= []).push(piece);
  }
  if (later !== null) placed.isWhole = placeInTurn(index, later, placed);
  return placed;
}

/** The last first. */
export function takeOut(index: ScribeIndex, taken: readonly Piece[]): void {
  for (let at = taken.length - 1; at >= 0; at -= 1) {
    index.takeBack(taken[at] as Piece);
  }
}

/** What a piece waits for is placed first; false when that is nowhere, or waits itself. */
function placeInTurn(index: ScribeIndex, pieces: readonly Piece[], placed: Placed): boolean {
  const queues = new Map<number, { readonly pieces: Piece[]; at: number }>();
  for (const piece of pieces) {
    const queue = queues.get(piece.client);
    if (queue === undefined) queues.set(piece.client, { pieces: [piece], at: 0 });
    else queue.pieces.push(piece);
  }
  const waits = new Set<number>();
  for (const piece of pieces) {
    const goals: TextId[] = [piece];
    for (let goal = goals.at(-1); goal !== undefined; goal = goals.at(-1)) {
      if (index.has(goal)) {
        waits.delete(goal.client);
        goals.pop();
        continue;
      }
      const queue = queues.get(goal.client);
      const next = queue?.pieces[queue.at];
      if (queue === undefined || next === undefined || next.kind === 'skip' || next.clock !== index.nextOf(next.client))
        return false;
      const missing = missingBase(index, next);
      if (missing === null) {
        queue.at += 1;
        take(index, next, placed);
      } else {
        waits.add(next.client);
        if (waits.has(missing.client)) return false;
        goals.push(missing);
      }
    }
  }
  return true;
}

function missingBase(index: ScribeIndex, { origin, rightOrigin, parent }: Piece): TextId | null {
  if (origin !== null && !index.has(origin)) return origin;
  if (rightOrigin !== null && !index.has(rightOrigin)) return rightOrigin;
  return parent !== null && !index.has(parent) ? parent : null;
}

function take(index: ScribeIndex, piece: Piece, placed: Placed): void {
  const { lists } = index;
  const place = index.placeOf(piece);
  placed.isOdd ||= piece.kind === 'text' && !lists.isFitting(place, piece.content);
  placed.isOther ||= lists.isOther(place);
  placed.deepest = Math.max(placed.deepest, lists.levelOf(place));
  placed.work += index.extend(piece, place);
  if (piece.kind === 'gone') index.markGone(piece.client, piece.clock, piece.clock + piece.length);
  placed.taken.push(piece);
}
