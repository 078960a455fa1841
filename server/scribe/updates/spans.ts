/**
 * What is known of one client's text: how far it reaches, whose it is, where each piece is, which pieces are lists
 * themselves, and what of it is deleted. Text in one place that follows on itself is one run.
 */
import { NOWHERE, type Lists } from './lists.ts';
import { covers, removeRanges } from './ranges.ts';
import { STRING, type Piece, type TextId } from './scan.ts';

export interface ClientImage {
  readonly client: number;
  readonly next: number;
  /** Where each run of one place begins, and that place. */
  readonly starts: Float64Array;
  readonly places: Float64Array;
  /** Of each type that it wrote the clock, and the number of its list. */
  readonly typeClocks: Float64Array;
  readonly typeLists: Float64Array;
  /** Ranges: from, to, from, to. */
  readonly deleted: Float64Array;
}

export class ClientText {
  next = 0;
  owner: string | null = null;
  deleted: number[] = [];
  #starts: number[] = [];
  #places: number[] = [];
  #typeClocks: number[] = [];
  #typeLists: number[] = [];
  /** What its last piece, when that was letters, had on its right: others may join it. */
  #letters: { readonly right: TextId | null } | null = null;

  static from(image: ClientImage, owner: string | null): ClientText {
    const text = new ClientText();
    text.next = image.next;
    text.owner = owner;
    text.deleted = [...image.deleted];
    text.#starts = [...image.starts];
    text.#places = [...image.places];
    text.#typeClocks = [...image.typeClocks];
    text.#typeLists = [...image.typeLists];
    return text;
  }

  image(client: number): ClientImage {
    const of = (numbers: readonly number[]): Float64Array => Float64Array.from(numbers);
    const { next, deleted } = this;
    const starts = this.#starts;
    const places = this.#places;
    const typeClocks = this.#typeClocks;
    const typeLists = this.#typeLists;
    return {
      client,
      next,
      starts: of(starts),
      places: of(places),
      typeClocks: of(typeClocks),
      typeLists: of(typeLists),
      deleted: of(deleted),
    };
  }

  placeAt(clock: number): number {
    return this.#places[lastUpTo(this.#starts, clock)] ?? NOWHERE;
  }

  /** The list that this piece is itself; nowhere when it is none. */
  listAt(clock: number): number {
    const at = lastUpTo(this.#typeClocks, clock);
    return this.#typeClocks[at] === clock ? (this.#typeLists[at] ?? NOWHERE) : NOWHERE;
  }

  /** Whether Yjs merges this piece with the one before it: letters that were typed one after the other. */
  joins({ clock, origin, rightOrigin, content, client }: Piece, place: number): boolean {
    if (this.#letters === null || content.kind !== STRING || this.#places.at(-1) !== place) return false;
    return origin?.client === client && origin.clock === clock - 1 && isSame(rightOrigin, this.#letters.right);
  }

  /** The next piece of it stands in this place; `list` is what it is itself, nowhere for no list. */
  extend(piece: Piece, place: number, list: number): void {
    if (this.#places.at(-1) !== place) {
      this.#starts.push(this.next);
      this.#places.push(place);
    }
    if (list !== NOWHERE) {
      this.#typeClocks.push(this.next);
      this.#typeLists.push(list);
    }
    this.#letters = piece.content.kind === STRING ? { right: piece.rightOrigin } : null;
    this.next += piece.length;
  }

  /**
   * Forgets everything from its last piece on, which began there. Returns the list that this piece was, nowhere for
   * none.
   */
  shorten(to: number): number {
    while ((this.#starts.at(-1) ?? 0) >= to && this.#starts.length > 1) {
      this.#starts.pop();
      this.#places.pop();
    }
    removeRanges(this.deleted, [to, this.next]);
    this.next = to;
    this.#letters = null;
    if (this.#typeClocks.at(-1) !== to) return NOWHERE;
    this.#typeClocks.pop();
    return this.#typeLists.pop() ?? NOWHERE;
  }

  /** Of deleted ranges those that touch no other deleted text: each divides the piece that it was in. */
  *dividing(ranges: readonly number[]): Generator<number> {
    for (let at = 0; at < ranges.length; at += 2) {
      const [from, to] = [ranges[at] as number, ranges[at + 1] as number];
      if (!covers(this.deleted, from - 1, to) && !covers(this.deleted, from, to + 1)) yield from;
    }
  }

  /** How many units of these ranges are in roots other than the editor's. */
  otherUnits(ranges: readonly number[], lists: Lists): number {
    const starts = this.#starts;
    const places = this.#places;
    let units = 0;
    for (let at = 0; at < ranges.length; at += 2) {
      const [from, to] = [ranges[at] as number, ranges[at + 1] as number];
      for (let run = lastUpTo(starts, from); run < starts.length && (starts[run] as number) < to; run += 1) {
        if (lists.isOther(places[run] as number))
          units += Math.min(to, starts[run + 1] ?? Infinity) - Math.max(from, starts[run] as number);
      }
    }
    return units;
  }
}

const isSame = (one: TextId | null, other: TextId | null): boolean =>
  one?.client === other?.client && one?.clock === other?.clock;

/** Where the last number up to this one stands; 0 when there is none. */
function lastUpTo(numbers: readonly number[], most: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] as number) <= most) low = middle;
    else high = middle - 1;
  }
  return low;
}
