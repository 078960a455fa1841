/**
 * What integrating a piece of text costs each reader of the document, estimated without the text. Yjs looks through
 * everything that was written after the same neighbour before it knows where a piece belongs; it looks through nothing
 * when the piece names, on its right, the piece directly after that neighbour.
 *
 *   free       nothing was written behind its neighbour, or the piece names the first of what was
 *   charged    it was written beside others: at most every piece of its list is looked through; also where nothing is known any more
 *
 * Only recent writing is known. An honest writer pays for the first letter in an old place, which is a few dozen pieces
 * in a line and as many as there are lines among the blocks. A unit is about a microsecond of every reader (1.2
 * measured with 2,000 pieces).
 */
import type { Piece, TextId } from './scan.ts';

const MOST_PLACES = 32_768;

/** What comes after a neighbour. */
interface Front {
  /** The piece directly after it; empty for none. */
  readonly first: string;
  /** The lowest client id that wrote there: of pieces written at once, Yjs puts the lowest client's first. */
  readonly least: number;
}

const NOTHING_BEHIND: Front = { first: '', least: Infinity };

export class Fronts {
  readonly #fronts = new Map<string, Front>();

  /** A piece is added to a place that had this many pieces. Returns the cost, in units of work. */
  take(piece: Piece, place: number, pieces: number): number {
    const { client } = piece;
    const neighbour = neighbourOf(piece, place);
    const front = this.#fronts.get(neighbour) ?? (pieces === 0 ? NOTHING_BEHIND : undefined);
    const isFree = front === undefined ? isWithinOneText(piece) : front.first === '' || isNext(piece, front);
    if (isFree) this.#remember(neighbour, { first: nameOf(piece), least: Math.min(front?.least ?? -Infinity, client) });
    else if (front !== undefined)
      this.#remember(neighbour, client < front.least ? { first: nameOf(piece), least: client } : front);
    this.#remember(endOf(piece), NOTHING_BEHIND);
    return isFree ? 0 : pieces;
  }

  /** Forgets what was not kept. */
  forget(piece: Piece, place: number): void {
    this.#fronts.delete(neighbourOf(piece, place));
    this.#fronts.delete(endOf(piece));
  }

  #remember(neighbour: string, front: Front): void {
    this.#fronts.delete(neighbour);
    this.#fronts.set(neighbour, front);
    if (this.#fronts.size <= MOST_PLACES) return;
    for (const oldest of this.#fronts.keys()) return void this.#fronts.delete(oldest);
  }
}

const nameOf = ({ client, clock }: TextId): string => `${client}:${clock}`;
const endOf = ({ client, clock, length }: Piece): string => nameOf({ client, clock: clock + length - 1 });
const neighbourOf = ({ origin, key }: Piece, place: number): string =>
  origin === null ? `in ${place} ${key ?? ''}` : nameOf(origin);
const isNext = ({ rightOrigin }: Piece, { first }: Front): boolean =>
  rightOrigin !== null && first === nameOf(rightOrigin);
const isWithinOneText = ({ origin, rightOrigin }: Piece): boolean =>
  origin !== null &&
  rightOrigin !== null &&
  origin.client === rightOrigin.client &&
  origin.clock + 1 === rightOrigin.clock;
