/**
 * The lists of a document that contain pieces of text: the editor's root, all other roots together, and every type that
 * was written (an element, a text, an array) with what is in it and under its keys. Of each: what it is to the editor's
 * schema, how deep it is nested, and how many pieces were written into it.
 *
 *   a place   one number: the list, and of an attribute what kind of value it takes
 */
import { isMark, isValue, NODES, ROOT_HOLDS, type ValueKind } from '../../../shared/scribe/schema.ts';
import { ANY_VALUES, DELETED, FORMAT, JSON_VALUES, STRING, TYPE, XML_ELEMENT, XML_TEXT, type Content } from './scan.ts';

/** The place of invisible content: next to or inside deleted content, or not a list. */
export const NOWHERE = 0;
const EDITOR = 1,
  OTHERS = 2;
/** In a place: children of the list, then the kinds of attributes. */
const VALUES: readonly (ValueKind | undefined)[] = ['text', 'number', 'flag', undefined];
const PLACES_OF_A_LIST = 8;

/** What a list is in the schema. Elements follow by name. */
const KINDS: readonly string[] = ['nowhere', 'editor root', 'other root', 'text', 'odd', ...NODES.keys()];
const OTHER_KIND = 2,
  TEXT_KIND = 3,
  ODD_KIND = 4,
  FIRST_ELEMENT = 5;
const KIND_OF: ReadonlyMap<string, number> = new Map([...NODES.keys()].map((name, at) => [name, FIRST_ELEMENT + at]));

export interface ListsImage {
  readonly kinds: Uint16Array;
  readonly levels: Uint16Array;
  readonly pieces: Uint32Array;
}

export class Lists {
  readonly #kinds: number[];
  readonly #levels: number[];
  readonly #pieces: number[];

  constructor(image?: ListsImage) {
    this.#kinds = image === undefined ? [0, EDITOR, OTHERS] : [...image.kinds];
    this.#levels = image === undefined ? [0, 0, 0] : [...image.levels];
    this.#pieces = image === undefined ? [0, 0, 0] : [...image.pieces];
  }

  image(): ListsImage {
    return {
      kinds: Uint16Array.from(this.#kinds),
      levels: Uint16Array.from(this.#levels),
      pieces: Uint32Array.from(this.#pieces),
    };
  }

  /** For content in one of the document's roots. */
  rootPlace(isEditors: boolean, key: string | null): number {
    return placeOf(isEditors ? EDITOR : OTHERS, key === null ? 0 : VALUES.length);
  }

  /** For content in this list, or under one of its keys. */
  placeIn(list: number, key: string | null): number {
    if (list === NOWHERE) return NOWHERE;
    if (key === null) return placeOf(list, 0);
    const attributes = NODES.get(this.#kindOf(list))?.attributes ?? {};
    return placeOf(list, 1 + VALUES.indexOf(Object.hasOwn(attributes, key) ? attributes[key] : undefined));
  }

  /** How many levels below the document the content of this place is: 1 directly in a root, 0 nowhere. */
  levelOf(place: number): number {
    return place === NOWHERE ? 0 : (this.#levels[listOf(place)] ?? 0) + 1;
  }

  isOther(place: number): boolean {
    return this.#kinds[listOf(place)] === OTHER_KIND;
  }

  piecesAt(place: number): number {
    return this.#pieces[listOf(place)] ?? 0;
  }

  count(place: number, pieces: number): void {
    const list = listOf(place);
    this.#pieces[list] = Math.max(0, (this.#pieces[list] ?? 0) + pieces);
  }

  /** A type that was written in this place is a list from now on. */
  add(place: number, { type, name }: Content): number {
    this.#kinds.push(this.#kindIn(place, type, name));
    this.#levels.push(this.levelOf(place));
    this.#pieces.push(0);
    return this.#kinds.length - 1;
  }

  /** The last one that was added leaves no trace; another keeps its number, unused. */
  remove(list: number): void {
    if (list === NOWHERE) return;
    if (list !== this.#kinds.length - 1) return void (this.#kinds[list] = NOWHERE);
    for (const each of [this.#kinds, this.#levels, this.#pieces]) each.pop();
  }

  /**
   * Whether the editor's schema has room for this content in this place. Outside the editor's root anything may be
   * written.
   */
  isFitting(place: number, content: Content): boolean {
    const kind = this.#kinds[listOf(place)] ?? 0;
    if (kind === NOWHERE || kind === OTHER_KIND || content.kind === DELETED) return true;
    const slot = place % PLACES_OF_A_LIST;
    if (slot > 0) return isAttribute(VALUES[slot - 1], content);
    if (kind === TEXT_KIND)
      return content.kind === STRING || (content.kind === FORMAT && isMark(content.name, content.values[0]));
    return (
      content.kind === TYPE &&
      isChild(kind === EDITOR ? ROOT_HOLDS : (NODES.get(this.#kindOf(listOf(place)))?.holds ?? []), content)
    );
  }

  #kindOf(list: number): string {
    return KINDS[this.#kinds[list] ?? NOWHERE] ?? '';
  }

  #kindIn(place: number, type: number, name: string): number {
    if (place === NOWHERE || this.isOther(place)) return place === NOWHERE ? NOWHERE : OTHER_KIND;
    if (type === XML_TEXT) return TEXT_KIND;
    return type === XML_ELEMENT ? (KIND_OF.get(name) ?? ODD_KIND) : ODD_KIND;
  }
}

const placeOf = (list: number, slot: number): number => list * PLACES_OF_A_LIST + slot;
const listOf = (place: number): number => Math.floor(place / PLACES_OF_A_LIST);

function isAttribute(kind: ValueKind | undefined, { kind: content, values }: Content): boolean {
  if (content === STRING) return isValue(kind, '');
  return (content === ANY_VALUES || content === JSON_VALUES) && values.every((value) => isValue(kind, value));
}

function isChild(holds: readonly string[], { type, name }: Content): boolean {
  return type === XML_TEXT ? holds.includes('text') : type === XML_ELEMENT && name !== 'text' && holds.includes(name);
}
