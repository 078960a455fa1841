/**
 * What is known of a document without its text: for each client id how far its text reaches, who owns it, where each
 * piece stands, and which of it is deleted. This is all that judging an update needs, at some hundredth of what a Y.Doc
 * weighs.
 *
 *   take(update)     an entry of the log, whole         place, giveBack (updates/place.ts)     what a turn tries, and may have to undo
 *   image()          the same for another thread
 */
import { writeVarUint, createEncoder, toUint8Array } from 'lib0/encoding';
import { MOST_LEVELS } from '../../../shared/scribe/schema.ts';
import { DOCUMENT_ROOT } from '../../../shared/scribe/words.ts';
import { Fronts } from './fronts.ts';
import { Lists, NOWHERE, type ListsImage } from './lists.ts';
import { placePieces, withoutKnown } from './place.ts';
import { addRanges, covers, rangesOf, removeRanges } from './ranges.ts';
import { scanUpdate, TYPE, type Piece, type TextId } from './scan.ts';
import { ClientText, type ClientImage } from './spans.ts';

/** A piece with a hole in it is three. */
const PIECES_OF_A_DIVISION = 2;

export interface IndexImage {
  readonly lists: ListsImage;
  readonly otherBytes: number;
  /** Something was written that the editor's schema does not have; perhaps it is deleted. */
  readonly isOdd: boolean;
  readonly clients: readonly ClientImage[];
}

/** The index of a document's entries, oldest first. Pure. */
export function imageOf(updates: readonly Uint8Array[]): IndexImage {
  const index = new ScribeIndex({ fronts: null });
  for (const update of updates) index.take(update);
  return index.image();
}

export class ScribeIndex {
  /** Units of text that deletions took away, since the beginning of this index. */
  deletedUnits = 0;
  /** What stands in other roots than the editor's, in bytes: not less than a new copy would have of it. */
  otherBytes = 0;
  #isOdd = false;
  readonly lists: Lists;
  readonly #fronts: Fronts | null;
  readonly #clients = new Map<number, ClientText>();
  /** Pieces that were counted with the one before them. */
  readonly #joined = new WeakSet<Piece>();
  #encodedVector: Uint8Array | null = null;

  /** Without fronts it does not know what joining a piece costs. */
  constructor({ lists = new Lists(), fronts = new Fronts() }: { lists?: Lists; fronts?: Fronts | null } = {}) {
    this.lists = lists;
    this.#fronts = fronts;
  }

  static from({ clients, lists, otherBytes }: IndexImage, owners: ReadonlyMap<number, string>): ScribeIndex {
    const index = new ScribeIndex({ lists: new Lists(lists) });
    index.otherBytes = otherBytes;
    for (const image of clients)
      index.#clients.set(image.client, ClientText.from(image, owners.get(image.client) ?? null));
    return index;
  }

  image(): IndexImage {
    return {
      clients: [...this.#clients].map(([client, text]) => text.image(client)),
      lists: this.lists.image(),
      otherBytes: this.otherBytes,
      isOdd: this.#isOdd,
    };
  }

  /** The clock of the first piece of text that this client id has not written yet. */
  nextOf(client: number): number {
    return this.#clients.get(client)?.next ?? 0;
  }

  has({ client, clock }: TextId): boolean {
    return clock < this.nextOf(client);
  }

  /** Null when no one has written with this client id, or when it is not known who did. */
  ownerOf(client: number): string | null {
    return this.#clients.get(client)?.owner ?? null;
  }

  get clientCount(): number {
    return this.#clients.size;
  }

  /** With how many client ids a person has written. */
  countOf(person: string): number {
    let count = 0;
    for (const { owner } of this.#clients.values()) if (owner === person) count += 1;
    return count;
  }

  /** The first one stays. True for the first one. */
  bind(client: number, person: string): boolean {
    const text = this.#clients.get(client);
    if (text === undefined || text.owner !== null || person === '') return false;
    text.owner = person;
    return true;
  }

  /** The owner in the log counts, whatever was bound here. True when that was not known yet. */
  learn(client: number, person: string): boolean {
    const text = this.#clients.get(client);
    if (text === undefined || text.owner === person || person === '') return false;
    text.owner = person;
    return true;
  }

  /** As if it had not been bound to anyone. */
  unbind(client: number): void {
    const text = this.#clients.get(client);
    if (text !== undefined) text.owner = null;
  }

  /** How many levels below the document this text stands: 1 in a root itself. */
  levelOf(id: TextId): number {
    return this.lists.levelOf(this.#placeAt(id));
  }

  #placeAt({ client, clock }: TextId): number {
    return this.#clients.get(client)?.placeAt(clock) ?? NOWHERE;
  }

  /** Where a new piece would stand (updates/lists.ts): in the list that it names, or in its neighbour's. */
  placeOf({ parent, isAtRoot, root, key, origin, rightOrigin }: Piece): number {
    if (isAtRoot) return this.lists.rootPlace(root === DOCUMENT_ROOT, key);
    if (parent !== null)
      return this.lists.placeIn(this.#clients.get(parent.client)?.listAt(parent.clock) ?? NOWHERE, key);
    const neighbour = origin ?? rightOrigin;
    return neighbour === null ? NOWHERE : this.#placeAt(neighbour);
  }

  /** As Yjs encodes it: how far each client's text reaches. */
  stateVector(): Uint8Array {
    if (this.#encodedVector !== null) return this.#encodedVector;
    const encoder = createEncoder();
    writeVarUint(encoder, this.#clients.size);
    for (const [client, { next }] of [...this.#clients].sort(([one], [other]) => other - one)) {
      writeVarUint(encoder, client);
      writeVarUint(encoder, next);
    }
    return (this.#encodedVector = toUint8Array(encoder));
  }

  /** An entry of the log. What is known of it already is left out. Throws when something before it is missing. */
  take(update: Uint8Array): void {
    const { pieces, deletions } = withoutKnown(this, scanUpdate(update));
    const { isWhole, isOdd, deepest } = placePieces(this, pieces);
    if (!isWhole) throw new Error('something before this entry of the document is missing');
    this.#isOdd ||= isOdd || deepest > MOST_LEVELS;
    for (const [client, ranges] of rangesOf(deletions)) this.remove(client, ranges);
  }

  /** The next piece of its client. What joining it costs, in units of work (fronts.ts). */
  extend(piece: Piece, place: number): number {
    const { client, content } = piece;
    let text = this.#clients.get(client);
    if (text === undefined) this.#clients.set(client, (text = new ClientText()));
    const work = place === NOWHERE ? 0 : (this.#fronts?.take(piece, place, this.lists.piecesAt(place)) ?? 0);
    if (text.joins(piece, place)) this.#joined.add(piece);
    else this.lists.count(place, 1);
    text.extend(piece, place, content.kind === TYPE ? this.lists.add(place, content) : NOWHERE);
    if (this.#isOtherText(piece, place)) this.otherBytes += piece.end - piece.start;
    this.#encodedVector = null;
    return work;
  }

  /** Forgets the last piece of its client. */
  takeBack(piece: Piece): void {
    const text = this.#clients.get(piece.client);
    if (text === undefined) return;
    const place = text.placeAt(piece.clock);
    this.#fronts?.forget(piece, place);
    if (!this.#joined.has(piece)) this.lists.count(place, -1);
    if (this.#isOtherText(piece, place)) this.otherBytes -= piece.end - piece.start;
    this.lists.remove(text.shorten(piece.clock));
    if (piece.clock === 0) this.#clients.delete(piece.client);
    this.#encodedVector = null;
  }

  #isOtherText({ kind }: Piece, place: number): boolean {
    return kind === 'text' && this.lists.isOther(place);
  }

  isDeleted(client: number, from: number, to: number): boolean {
    const text = this.#clients.get(client);
    return text !== undefined && covers(text.deleted, from, to);
  }

  /** Deletes, and tells which of it was not deleted yet, as ranges. */
  remove(client: number, ranges: number[]): number[] {
    const text = this.#clients.get(client);
    if (text === undefined) return [];
    removeRanges(ranges, [text.next, Infinity]);
    const fresh = addRanges(text.deleted, ranges);
    this.deletedUnits += unitsIn(fresh);
    this.otherBytes -= text.otherUnits(fresh, this.lists);
    for (const from of text.dividing(fresh)) this.lists.count(text.placeAt(from), PIECES_OF_A_DIVISION);
    return fresh;
  }

  /** What was not deleted before it was. */
  restore(client: number, ranges: readonly number[]): void {
    const text = this.#clients.get(client);
    if (text === undefined) return;
    for (const from of text.dividing(ranges)) this.lists.count(text.placeAt(from), -PIECES_OF_A_DIVISION);
    removeRanges(text.deleted, ranges);
    this.deletedUnits -= unitsIn(ranges);
    this.otherBytes += text.otherUnits(ranges, this.lists);
  }

  /** Text that came deleted: it gives nothing back. */
  markGone(client: number, from: number, to: number): void {
    const text = this.#clients.get(client);
    if (text !== undefined) addRanges(text.deleted, [from, to]);
  }
}

function unitsIn(ranges: readonly number[]): number {
  let units = 0;
  for (let at = 0; at < ranges.length; at += 2) units += (ranges[at + 1] as number) - (ranges[at] as number);
  return units;
}
