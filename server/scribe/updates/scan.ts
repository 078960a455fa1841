/**
 * What an update says, found by walking over its bytes once: which pieces of text, on what each hangs, where its bytes
 * stand, and what is deleted. It reads exactly what Yjs's first encoding allows and throws on everything else, but
 * builds nothing of the text: that is what makes judging an update cost microseconds.
 */
import { createDecoder, readAny, readVarString, readVarUint, readVarUint8Array, type Decoder } from 'lib0/decoding';

export interface TextId {
  readonly client: number;
  readonly clock: number;
}

export interface Piece {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  /** A skip stands for text that is not in this update; what is gone was deleted before it was sent. */
  readonly kind: 'text' | 'gone' | 'skip';
  readonly origin: TextId | null;
  readonly rightOrigin: TextId | null;
  readonly parent: TextId | null;
  /** It stands in one of the document's roots itself. */
  readonly isAtRoot: boolean;
  /** That root's name, and the name under which it stands there or in its parent, where it says so. */
  readonly root: string | null;
  readonly key: string | null;
  readonly content: Content;
  readonly hasDeepValue: boolean;
  /** Where its own bytes stand; they mean the same in any update of this client. */
  readonly source: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** What a piece is made of, as far as judging it needs. */
export interface Content {
  /** One of the constants below. */
  readonly kind: number;
  /** Of a type: which one, by Yjs's number. */
  readonly type: number;
  /** An element's name; what a format is called. */
  readonly name: string;
  /** Of a format its value; values in an array or under a key. */
  readonly values: readonly unknown[];
}

export interface Deletion {
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

export interface Scanned {
  readonly pieces: Piece[];
  readonly deletions: Deletion[];
}

const HAS_ORIGIN = 0x80,
  HAS_RIGHT_ORIGIN = 0x40,
  HAS_KEY = 0x20,
  KIND = 0x1f;
const GARBAGE = 0,
  BINARY = 3,
  EMBED = 5,
  SUBDOCUMENT = 9,
  SKIP = 10;
export const DELETED = 1,
  JSON_VALUES = 2,
  STRING = 4,
  FORMAT = 6,
  TYPE = 7,
  ANY_VALUES = 8;
export const XML_ELEMENT = 3,
  XML_TEXT = 6;
/** Array, map, text, element (has a name), fragment, hook (has a name), text of a fragment. */
const TYPE_HAS_NAME = [false, false, false, true, false, true, false];
const MOST_LEVELS_OF_A_VALUE = 100;

export function scanUpdate(update: Uint8Array): Scanned {
  const decoder = createDecoder(update);
  const pieces: Piece[] = [];
  for (let clients = readVarUint(decoder); clients > 0; clients -= 1) {
    const count = readVarUint(decoder);
    const client = readVarUint(decoder);
    let clock = readVarUint(decoder);
    for (let at = 0; at < count; at += 1) {
      const piece = readPiece(decoder, client, clock);
      clock += piece.length;
      if (piece.length < 1 || !Number.isSafeInteger(clock)) throw new Error('not a span of text');
      pieces.push(piece);
    }
  }
  return { pieces, deletions: readDeletions(decoder) };
}

function readPiece(decoder: Decoder, client: number, clock: number): Piece {
  const start = decoder.pos;
  const info = readByte(decoder);
  const kind = info & KIND;
  const isItem = kind !== GARBAGE && info !== SKIP;
  const origin = isItem && (info & HAS_ORIGIN) !== 0 ? readId(decoder) : null;
  const rightOrigin = isItem && (info & HAS_RIGHT_ORIGIN) !== 0 ? readId(decoder) : null;
  const saysParent = isItem && (info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0;
  const isAtRoot = saysParent && readVarUint(decoder) === 1;
  const root = isAtRoot ? readVarString(decoder) : null;
  const parent = saysParent && !isAtRoot ? readId(decoder) : null;
  const key = saysParent && (info & HAS_KEY) !== 0 ? readVarString(decoder) : null;
  const { length, content } = isItem ? readContent(decoder, kind) : { length: readVarUint(decoder), content: NOTHING };
  const what = info === SKIP ? 'skip' : kind === GARBAGE || kind === DELETED ? 'gone' : 'text';
  const hasDeepValue = content.values.some(isDeep);
  return {
    client,
    clock,
    length,
    kind: what,
    origin,
    rightOrigin,
    parent,
    isAtRoot,
    root,
    key,
    content,
    hasDeepValue,
    source: decoder.arr,
    start,
    end: decoder.pos,
  };
}

const readId = (decoder: Decoder): TextId => ({ client: readVarUint(decoder), clock: readVarUint(decoder) });

interface Read {
  readonly length: number;
  readonly content: Content;
}

const NONE: readonly unknown[] = [];
const NOTHING: Content = { kind: GARBAGE, type: -1, name: '', values: NONE };
const LETTERS: Content = { ...NOTHING, kind: STRING };

function readContent(decoder: Decoder, kind: number): Read {
  switch (kind) {
    case DELETED:
      return { length: readVarUint(decoder), content: { ...NOTHING, kind } };
    case STRING:
      return { length: skipString(decoder), content: LETTERS };
    case BINARY:
      readVarUint8Array(decoder);
      return one({ kind });
    case JSON_VALUES:
      return readValues(decoder, kind, () => readJson(decoder));
    case ANY_VALUES:
      return readValues(decoder, kind, () => readAny(decoder) as unknown);
    case EMBED:
      return one({ kind, values: [JSON.parse(readVarString(decoder))] });
    case FORMAT:
      return one({ kind, name: readVarString(decoder), values: [JSON.parse(readVarString(decoder))] });
    case TYPE:
      return readType(decoder);
    case SUBDOCUMENT:
      return readSubdocument(decoder);
    default:
      throw new Error('no such content');
  }
}

const one = (content: Partial<Content>): Read => ({ length: 1, content: { ...NOTHING, ...content } });

function readValues(decoder: Decoder, kind: number, read: () => unknown): Read {
  const length = readVarUint(decoder);
  const values: unknown[] = [];
  for (let at = 0; at < length; at += 1) values.push(read());
  return { length, content: { ...NOTHING, kind, values } };
}

function readJson(decoder: Decoder): unknown {
  const text = readVarString(decoder);
  return text === 'undefined' ? undefined : JSON.parse(text);
}

function readType(decoder: Decoder): Read {
  const type = readVarUint(decoder);
  const hasName = TYPE_HAS_NAME[type];
  if (hasName === undefined) throw new Error('no such type');
  return one({ kind: TYPE, type, name: hasName ? readVarString(decoder) : '' });
}

function readSubdocument(decoder: Decoder): Read {
  skipString(decoder);
  const options: unknown = readAny(decoder);
  if (options === null || options === undefined) throw new Error('a document within this one without its options');
  return one({ kind: SUBDOCUMENT, values: [options] });
}

/** Its length as a program counts it. Most text is plain: then that is the number of bytes. */
function skipString(decoder: Decoder): number {
  const before = decoder.pos;
  const bytes = readVarUint(decoder);
  const end = decoder.pos + bytes;
  if (end > decoder.arr.length) throw new Error('the text ends too early');
  for (let at = decoder.pos; at < end; at += 1) {
    if ((decoder.arr[at] as number) < 0x80) continue;
    decoder.pos = before;
    return readVarString(decoder).length;
  }
  decoder.pos = end;
  return bytes;
}

function readByte(decoder: Decoder): number {
  const byte = decoder.arr[decoder.pos];
  if (byte === undefined) throw new Error('the update ends too early');
  decoder.pos += 1;
  return byte;
}

function readDeletions(decoder: Decoder): Deletion[] {
  const deletions: Deletion[] = [];
  for (let clients = readVarUint(decoder); clients > 0; clients -= 1) {
    const client = readVarUint(decoder);
    for (let count = readVarUint(decoder); count > 0; count -= 1) {
      const from = readVarUint(decoder);
      const to = from + readVarUint(decoder);
      if (!Number.isSafeInteger(to)) throw new Error('not a span of text');
      if (to > from) deletions.push({ client, from, to });
    }
  }
  return deletions;
}

function isDeep(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  let level: unknown[] = [value];
  for (let depth = 0; depth <= MOST_LEVELS_OF_A_VALUE; depth += 1) {
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null && !ArrayBuffer.isView(each) ? Object.values(each) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}
