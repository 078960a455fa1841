/**
 * What is done with a document's text away from the main thread: all that needs a Y.Doc, or long merging. Pure; a Y.Doc
 * lives here for the length of one job.
 *
 * Always holds: what a job answers was verified against what it was given, or the job fails.
 */
import * as Y from 'yjs';
import { DOCUMENT_ROOT } from '../../../shared/scribe/words.ts';
import { imageOf, type IndexImage } from '../updates/document-index.ts';
import { mendingOf } from './mending.ts';
import { sameBucket, seal, type Bucket, type DocumentEntry } from '../store/sealed.ts';
import { restoringOf, type Reach } from './restoring.ts';
import { renderDocument, type ScribeFormat } from './text.ts';

export interface Pieces {
  /** The whole text at some sequence; null for an empty document. */
  readonly base: Uint8Array | null;
  /** What came after it, in order. */
  readonly tail: readonly Uint8Array[];
}

/** The whole text: as one update, its state vector, and an update with its deletions only. */
export interface RolledCopy {
  readonly state: Uint8Array;
  readonly stateVector: Uint8Array;
  readonly deletions: Uint8Array;
}

export function open({ base, tail }: Pieces): IndexImage {
  return imageOf(base === null ? tail : [base, ...tail]);
}

export function roll(pieces: Pieces): RolledCopy {
  return withText(pieces, (doc) => {
    const state = Y.encodeStateAsUpdate(doc);
    const stateVector = Y.encodeStateVector(doc);
    const rolled = { state, stateVector, deletions: Y.encodeStateAsUpdate(doc, stateVector) };
    checkRolled(rolled);
    return rolled;
  });
}

export function difference(state: Uint8Array, stateVector: Uint8Array): Uint8Array {
  return Y.diffUpdate(state, stateVector);
}

export function sealAll(entries: readonly DocumentEntry[]): Bucket[] {
  return sameBucket(entries).map(seal);
}

/** How a text is to be read, and in which room's name its attachments are linked. */
export interface Reading {
  readonly format: ScribeFormat;
  readonly room: string;
}

export function read(pieces: Pieces, { format, room }: Reading): string {
  return withText(pieces, (doc) => {
    const rendered = renderDocument(doc, format, room);
    return typeof rendered === 'string' ? rendered : JSON.stringify(rendered);
  });
}

/** An update that deletes all that stands in other roots than the editor's; null when nothing does. */
export function clearing(pieces: Pieces): Uint8Array | null {
  return withText(pieces, (doc) => {
    const before = Y.encodeStateVector(doc);
    let cleared: Uint8Array | null = null;
    doc.on('update', (update: Uint8Array) => (cleared = update));
    doc.transact((transaction) => {
      for (const [name, root] of doc.share)
        if (name !== DOCUMENT_ROOT) for (const item of itemsOf(root)) item.delete(transaction);
    });
    // Only deletions: it needs no client id.
    return cleared === null ? null : Y.diffUpdate(cleared, before);
  });
}

/** An update that makes text of what no editor can show; null when it can show all. */
export function mending(pieces: Pieces): Uint8Array | null {
  return withText(pieces, mendingOf);
}

/** An update that makes the editor's root what it was; null when it is that, and nothing is missing in the document. */
export function restoring(past: Pieces, present: Pieces, reached: Reach): Uint8Array | null {
  return withText(past, (doc) => restoringOf(doc, { update: together(present), reached }));
}

/** The same as rolling, where something is missing in between and only the last piece makes up for it. */
export function rollTogether(pieces: Pieces): RolledCopy {
  return roll({ base: together(pieces), tail: [] });
}

/** At once: one after the other, Yjs would try with each of them what waits for something that is missing. */
const together = ({ base, tail }: Pieces): Uint8Array =>
  Y.mergeUpdates(base === null ? [EMPTY, ...tail] : [base, ...tail]);
const EMPTY = Uint8Array.from([0, 0]);

function itemsOf({ _map, _start }: Pick<Y.AbstractType<never>, '_map' | '_start'>): Y.Item[] {
  const items = [..._map.values()];
  for (let item = _start; item !== null; item = item.right) items.push(item);
  return items.filter(({ deleted }) => !deleted);
}

/** One huge transaction costs more than its parts. */
const PORTION_UPDATES = 64;
const PORTION_BYTES = 16 * 1024;

function withText<Result>({ base, tail }: Pieces, use: (doc: Y.Doc) => Result): Result {
  const doc = new Y.Doc();
  if (base !== null) Y.applyUpdate(doc, base);
  for (const portion of portions(tail)) {
    checkNothingWaits(doc);
    doc.transact(() => portion.forEach((update) => Y.applyUpdate(doc, update)));
  }
  checkNothingWaits(doc);
  const result = use(doc);
  doc.destroy();
  return result;
}

function* portions(updates: readonly Uint8Array[]): Generator<readonly Uint8Array[]> {
  let portion: Uint8Array[] = [];
  let bytes = 0;
  for (const update of updates) {
    if (portion.length >= PORTION_UPDATES || (portion.length > 0 && bytes + update.length > PORTION_BYTES)) {
      yield portion;
      [portion, bytes] = [[], 0];
    }
    portion.push(update);
    bytes += update.length;
  }
  if (portion.length > 0) yield portion;
}

function checkNothingWaits({ store }: Y.Doc): void {
  if (store.pendingStructs !== null || store.pendingDs !== null)
    throw new Error('something is missing before a part of this text');
}

/**
 * Nothing waits in the text, so it holds all that it was made of; here, that the copy says so too when it is read back.
 */
function checkRolled({ state, stateVector }: RolledCopy): void {
  const readBack = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state));
  for (const [client, clock] of Y.decodeStateVector(stateVector))
    if (readBack.get(client) !== clock) throw new Error('the copy does not read back');
}
