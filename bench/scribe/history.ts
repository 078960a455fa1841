/**
 * A document's history as one person typed it: the recorded editing trace of a whole paper (259,778 edits) when
 * EDITING_TRACE names the file, else a generated one with the same statistics. Every edit is the update that a Yjs
 * client would send.
 */
import { setTimeout as pause } from 'node:timers/promises';
import * as Y from 'yjs';
import { editingTrace } from '../../test/support/fuzz/trace-source.ts';
import { comesIn } from './coming-in.ts';
import type { Seat } from '../common/line.ts';
import { updateMessage } from './messages.ts';

export interface History {
  readonly updates: readonly Uint8Array[];
  readonly client: number;
  /** The author's clock at the end: a client that has reached it has everything. */
  readonly clock: number;
  readonly origin: string;
}

const MOST_AHEAD = 4_000;
const AUTHOR = 4_242_424;

/** The first edits of the trace. */
export function history(edits = Number.POSITIVE_INFINITY): History {
  const trace = editingTrace();
  const doc = new Y.Doc();
  doc.clientID = AUTHOR;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const [block, text] = [new Y.XmlElement('codeBlock'), new Y.XmlText()];
  block.insert(0, [text]);
  doc.getXmlFragment('scribe').insert(0, [block]);
  for (const [position, removed, inserted] of trace.edits.slice(0, edits)) {
    doc.transact(() => {
      if (removed > 0) text.delete(position, removed);
      if (inserted !== undefined && inserted !== '') text.insert(position, inserted);
    });
  }
  // An insertion at the very end, so that the author's clock shows that all of it has arrived.
  text.insert(0, '.');
  return { updates, client: AUTHOR, clock: Y.getState(doc.store, AUTHOR), origin: trace.origin };
}

/** Updates with this many edits each, as from a provider that had been offline for a moment. */
export function together({ updates, ...rest }: History, edits: number): History {
  if (edits === 1) return { updates, ...rest };
  const merged: Uint8Array[] = [];
  for (let start = 0; start < updates.length; start += edits)
    merged.push(Y.mergeUpdates(updates.slice(start, start + edits)));
  return { ...rest, updates: merged };
}

/**
 * Types the history into a document, no faster than another client there receives it; `perSecond` slows it down
 * further.
 */
export async function typeInto(
  [writer, reader]: readonly [Seat, Seat],
  { updates, client, clock }: History,
  perSecond = Number.POSITIVE_INFINITY,
): Promise<void> {
  const ends = updates.map((update) => Y.parseUpdateMeta(update).to.get(client) ?? 0);
  let heard = 0;
  const listening = await comesIn(
    reader,
    (update) => (heard = Math.max(heard, Y.parseUpdateMeta(update).to.get(client) ?? 0)),
  );
  const writing = await comesIn(writer, () => undefined);
  const began = performance.now();
  for (let sent = 0; sent < updates.length || heard < clock;) {
    const allowed = ((performance.now() - began) / 1000) * perSecond;
    const frames: Buffer[] = [];
    while (
      sent < updates.length &&
      sent < allowed &&
      frames.length < 256 &&
      (ends[sent] as number) < heard + MOST_AHEAD
    )
      frames.push(updateMessage(writer, updates[sent++] as Uint8Array));
    if (frames.length > 0) writing.write(Buffer.concat(frames));
    await pause(frames.length > 0 ? 0 : 2);
    for (const line of [writing, listening])
      if (line.ended !== null) throw new Error(`the history was not taken: ${line.ended}`);
  }
  for (const line of [writing, listening]) line.close();
}
