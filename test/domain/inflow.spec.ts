/**
 * Frames that arrive on the document's socket faster than the page handles them are passed on in slices, and between
 * slices the page does its other work.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import { writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { inSlices, turn } from '../../client/scribe/offline/inflow.ts';

const TEXT = 0,
  CARETS = 1,
  ACKNOWLEDGED = 100;

/** Like the browser's WebSocket. */
class Wire extends EventTarget {
  onmessage: ((event: Event) => void) | null = null;
  onclose: ((event: Event) => void) | null = null;

  brings(...frame: readonly number[]): void {
    this.dispatchEvent(new MessageEvent('message', { data: new Uint8Array(frame).buffer }));
  }

  ends(): void {
    this.dispatchEvent(new Event('close'));
  }
}

/** Stands in for the page: what it received, and the resulting text. */
function page(): {
  readonly wire: Wire;
  readonly doc: Y.Doc;
  readonly given: string[];
  readonly idle: () => Promise<void>;
} {
  const wire = new (inSlices(Wire as unknown as typeof WebSocket))('') as unknown as Wire;
  const doc = new Y.Doc();
  const given: string[] = [];
  wire.onmessage = (event) => {
    const decoder = decoding.createDecoder(new Uint8Array((event as MessageEvent<ArrayBuffer>).data));
    const kind = decoding.readVarUint(decoder);
    if (kind !== TEXT) return void given.push(kind === CARETS ? 'carets' : 'acknowledged');
    given.push(decoding.readVarUint(decoder) === 2 ? 'change' : 'answer');
    Y.applyUpdate(doc, decoding.readVarUint8Array(decoder));
  };
  wire.onclose = () => void given.push('end');
  const idle = async (): Promise<void> => {
    for (let turns = 0; turns < 50; turns += 1) await turn();
  };
  return { wire, doc, given, idle };
}

const CHANGES = 100;

function changes(): number[][] {
  const writer = new Y.Doc();
  const made: number[][] = [];
  writer.on('update', (update: Uint8Array) =>
    made.push([
      ...encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, TEXT);
        writeUpdate(encoder, update);
      }),
    ]),
  );
  for (let at = 0; at < CHANGES; at += 1) writer.getText('words').insert(at, String.fromCharCode(0x4e00 + at));
  return made;
}

describe('what arrives', () => {
  it('SC186 frames that come faster than the page takes them are given to it in slices with a turn for the page between, in order and every change whole', async () => {
    const { wire, doc, given, idle } = page();
    for (const change of changes()) wire.brings(...change);
    expect(given).toEqual(['change']);
    const before = [doc.getText('words').length];
    for (let turns = 0; turns < 3; turns += 1) {
      await turn();
      before.push(doc.getText('words').length);
    }
    // The text grew in several steps, and the page had a turn between them.
    expect(new Set(before).size).toBeGreaterThan(2);
    await idle();
    expect(doc.getText('words').toJSON()).toBe(
      String.fromCharCode(...Array.from({ length: CHANGES }, (_, at) => 0x4e00 + at)),
    );
    // The editor got many of them as one change.
    expect(given.length).toBeLessThan(CHANGES / 4);
  });

  it('SC187 a frame that comes alone is given to the page at once, and whatever else the server says keeps its place between the changes', async () => {
    const { wire, doc, given, idle } = page();
    const made = changes();
    for (const change of made.slice(0, 3)) {
      wire.brings(...change);
      await idle();
    }
    expect([given, doc.getText('words').length]).toEqual([['change', 'change', 'change'], 3]);
    given.length = 0;
    const [first = [], ...more] = made.slice(3);
    wire.brings(...first);
    for (const change of more.slice(0, 4)) wire.brings(...change);
    wire.brings(ACKNOWLEDGED, 1);
    wire.brings(CARETS, 0);
    for (const change of more.slice(4)) wire.brings(...change);
    wire.ends();
    await idle();
    expect(given.filter((what) => what !== 'change')).toEqual(['acknowledged', 'carets', 'end']);
    const acknowledgedAt = given.indexOf('acknowledged');
    expect([acknowledgedAt > 0, given.at(-1), doc.getText('words').length]).toEqual([true, 'end', CHANGES]);
  });
});
