/**
 * What an update says, found by walking over its bytes once: which pieces of text, on what each hangs, where its bytes stand, and what
 * is deleted. It reads exactly what Yjs's first encoding allows and throws on everything else, but builds nothing of the text: that is
 * what makes judging an update cost microseconds.
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
  readonly hasDeepValue: boolean;
  /** Where its own bytes stand; they mean the same in any update of this client. */
  readonly source: Uint8Array;
  readonly start: number;
  readonly end: number;
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
  DELETED = 1,
  JSON_VALUES = 2,
  BINARY = 3,
  STRING = 4,
  EMBED = 5,
  FORMAT = 6,
  TYPE = 7,
  ANY_VALUES = 8,
  SUBDOCUMENT = 9,
  SKIP = 10;
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
  if (isAtRoot) skipString(decoder);
  const parent = saysParent && !isAtRoot ? readId(decoder) : null;
  if (saysParent && (info & HAS_KEY) !== 0) skipString(decoder);
  const content = isItem ? readContent(decoder, kind) : readVarUint(decoder);
  const length = Math.abs(content);
  const what = info === SKIP ? 'skip' : kind === GARBAGE || kind === DELETED ? 'gone' : 'text';
  return {
    client,
    clock,
    length,
    kind: what,
    origin,
    rightOrigin,
    parent,
    isAtRoot,
    hasDeepValue: content < 0,
    source: decoder.arr,
    start,
    end: decoder.pos,
  };
}

const readId = (decoder: Decoder): TextId => ({ client: readVarUint(decoder), clock: readVarUint(decoder) });

/** Its length; below zero when a value in it is nested further down than anything could show. */
function readContent(decoder: Decoder, kind: number): number {
  switch (kind) {
    case DELETED:
      return readVarUint(decoder);
    case STRING:
      return skipString(decoder);
    case BINARY:
      readVarUint8Array(decoder);
      return 1;
    case JSON_VALUES:
      return readValues(decoder, () => readJson(decoder));
    case ANY_VALUES:
      return readValues(decoder, () => readAny(decoder) as unknown);
    case EMBED:
      return isDeep(JSON.parse(readVarString(decoder))) ? -1 : 1;
    case FORMAT:
      skipString(decoder);
      return isDeep(JSON.parse(readVarString(decoder))) ? -1 : 1;
    case TYPE:
      return readType(decoder);
    case SUBDOCUMENT:
      return readSubdocument(decoder);
    default:
      throw new Error('no such content');
  }
}

function readValues(decoder: Decoder, read: () => unknown): number {
  const count = readVarUint(decoder);
  let deep = false;
  for (let at = 0; at < count; at += 1) deep = isDeep(read()) || deep;
  return deep ? -count : count;
}

function readJson(decoder: Decoder): unknown {
  const text = readVarString(decoder);
  return text === 'undefined' ? undefined : JSON.parse(text);
}

function readType(decoder: Decoder): number {
  const hasName = TYPE_HAS_NAME[readVarUint(decoder)];
  if (hasName === undefined) throw new Error('no such type');
  if (hasName) skipString(decoder);
  return 1;
}

function readSubdocument(decoder: Decoder): number {
  skipString(decoder);
  const options: unknown = readAny(decoder);
  if (options === null || options === undefined) throw new Error('a document within this one without its options');
  return isDeep(options) ? -1 : 1;
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
  if (typeof value !== 'object') return false;
  let level: unknown[] = [value];
  for (let depth = 0; depth <= MOST_LEVELS_OF_A_VALUE; depth += 1) {
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null && !ArrayBuffer.isView(each) ? Object.values(each) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}
