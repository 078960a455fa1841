/**
 * The change that makes the editor's part of a document what it was: all that stands in it now is deleted, and copies
 * of the blocks of then are inserted, in a Y.Doc, under the server's own client id. For every Yjs client that is an
 * update like any other.
 *
 *   present -> what the log lost is filled with nothing, so that no text waits for it any more -> out with the blocks, in with copies
 *
 * Always holds: nothing waits in a document that has taken such a change, and every client has the same text after it,
 * also one that still had what the log lost: it is deleted there.
 */
import { createEncoder, toUint8Array, writeUint8, writeVarUint } from 'lib0/encoding';
import * as Y from 'yjs';
import { DOCUMENT_ROOT } from '../../../shared/scribe/words.ts';
import { mendingOf } from './mending.ts';
import { TEMPLATE_CLIENT } from '../live/template.ts';
import { renderDocument } from './text.ts';

/** The clock of what each client id writes next, as the log knows it. */
export type Reach = ReadonlyMap<number, number>;

export interface Present {
  /** The document as it is, in one; something may be missing in it. */
  readonly update: Uint8Array;
  readonly reached: Reach;
}

/**
 * Null when the document says that already and nothing is missing in it. What no editor could show is text in the
 * copies.
 */
export function restoringOf(past: Y.Doc, { update: present, reached }: Present): Uint8Array | null {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, present);
  mendingOf(past);
  const holes = holesOf(doc, reached);
  const isSame = JSON.stringify(renderDocument(doc, 'json')) === JSON.stringify(renderDocument(past, 'json'));
  const update = isSame && holes.length === 0 ? null : changeOf(doc, past, holes);
  doc.destroy();
  return update;
}

function changeOf(doc: Y.Doc, past: Y.Doc, holes: readonly Range[]): Uint8Array | null {
  const before = Y.encodeStateVector(doc);
  let change: Uint8Array | null = null;
  for (const hole of holes) Y.applyUpdate(doc, nothingAt(hole));
  doc.clientID = TEMPLATE_CLIENT;
  doc.on('update', (update: Uint8Array) => (change = update));
  doc.transact(() => {
    const root = doc.getXmlFragment(DOCUMENT_ROOT);
    root.delete(0, root.length);
    root.insert(
      0,
      past
        .getXmlFragment(DOCUMENT_ROOT)
        .toArray()
        .map((block) => block.clone() as Y.XmlElement),
    );
  });
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
    throw new Error('something is still missing in this document');
  // With every deletion: what is nothing here may be text elsewhere.
  return holes.length === 0 ? change : Y.encodeStateAsUpdate(doc, before);
}

/** A stretch of one client's text, by its clocks. */
interface Range {
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

/** What is in the log no more, though something rests on it or the log says that it was written. */
function holesOf({ store }: Y.Doc, reached: Reach): Range[] {
  const [needed, waiting] = [new Map(reached), [] as Range[]];
  const need = (client: number, to: number): void => void needed.set(client, Math.max(to, needed.get(client) ?? 0));
  for (const struct of store.pendingStructs === null ? [] : Y.decodeUpdateV2(store.pendingStructs.update).structs) {
    if (struct instanceof Y.Skip) continue;
    const { client, clock } = struct.id;
    waiting.push({ client, from: clock, to: clock + struct.length });
    need(client, clock);
    const bases = struct instanceof Y.Item ? [struct.origin, struct.rightOrigin, struct.parent] : [];
    for (const base of bases) if (base instanceof Y.ID) need(base.client, base.clock + 1);
  }
  const deletions = store.pendingDs === null ? [] : Y.decodeUpdateV2(store.pendingDs).ds.clients;
  for (const [client, ranges] of deletions) for (const { clock, len } of ranges) need(client, clock + len);
  return [...needed].flatMap(([client, to]) => between({ client, from: Y.getState(store, client), to }, waiting));
}

/** What of a stretch is not among those that wait. */
function between({ client, from, to }: Range, waiting: readonly Range[]): Range[] {
  const own = waiting.filter((range) => range.client === client).sort((one, other) => one.from - other.from);
  const holes: Range[] = [];
  let at = from;
  for (const range of [...own, { from: to, to }]) {
    if (range.from > at) holes.push({ client, from: at, to: range.from });
    at = Math.max(at, range.to);
  }
  return holes;
}

const NOTHING_THERE = 0;

/** An update that says only: here was something that is deleted and forgotten. */
function nothingAt({ client, from, to }: Range): Uint8Array {
  const encoder = createEncoder();
  for (const number of [1, 1, client, from]) writeVarUint(encoder, number);
  writeUint8(encoder, NOTHING_THERE);
  for (const number of [to - from, 0]) writeVarUint(encoder, number);
  return toUint8Array(encoder);
}
