/**
 * The frames of the y-websocket protocol: bytes from a socket become one of a few plain things, and the other way
 * round.
 *
 *   0 sync (0 step 1: what I have; 1 step 2: what you lack; 2 update) · 1 awareness · 2 denied, with a reason and a code · 3 awareness?
 *   100 how many of your writes are on disk · 101 how large the document is, when that is too large soon
 *
 * Reading throws on anything malformed; the caller answers for that. Nothing here keeps any state.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

export type Frame =
  | { readonly kind: 'have'; readonly stateVector: Uint8Array }
  | { readonly kind: 'write'; readonly update: Uint8Array; readonly wholeDifference: boolean }
  | { readonly kind: 'awareness'; readonly entries: readonly AwarenessEntry[] }
  | { readonly kind: 'who-is-here' }
  | { readonly kind: 'unknown' };

/** One client's awareness. `json` is "null" once it is gone. */
export interface AwarenessEntry {
  readonly client: number;
  readonly clock: number;
  readonly json: string;
}

/** A stock client repeats the carets of everyone it was told of: four for each of the most people in a room. */
const MOST_CARETS_OF_A_CLIENT = 2048;
const SYNC = 0,
  AWARENESS = 1,
  DENIED = 2,
  QUERY = 3,
  ACKNOWLEDGED = 100,
  SIZE = 101;

export function readFrame(bytes: Uint8Array): Frame {
  const decoder = decoding.createDecoder(bytes);
  const type = decoding.readVarUint(decoder);
  if (type === AWARENESS)
    return { kind: 'awareness', entries: readAwareness(decoding.readVarUint8Array(decoder), MOST_CARETS_OF_A_CLIENT) };
  if (type === QUERY) return { kind: 'who-is-here' };
  if (type !== SYNC) return { kind: 'unknown' };
  const step = decoding.readVarUint(decoder);
  const payload = decoding.readVarUint8Array(decoder);
  if (step === 0) return { kind: 'have', stateVector: payload };
  if (step === 1 || step === 2) return { kind: 'write', update: payload, wholeDifference: step === 1 };
  return { kind: 'unknown' };
}

export const haveFrame = (stateVector: Uint8Array): Uint8Array => sync(0, stateVector);
export const differenceFrame = (update: Uint8Array): Uint8Array => sync(1, update);
export const updateFrame = (update: Uint8Array): Uint8Array => sync(2, update);

function sync(step: number, payload: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, SYNC);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, payload);
  });
}

/**
 * With no entries it is the heartbeat: y-websocket leaves a connection on which no message came for 30 s; pings do not
 * count.
 */
export function awarenessFrame(entries: Iterable<AwarenessEntry>): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, AWARENESS);
    encoding.writeVarUint8Array(encoder, writeAwareness([...entries]));
  });
}

/** News of carets for many readers: encoded once; for the reader whose own caret is among them that one is left out. */
export class CaretNews {
  readonly everything: Uint8Array;
  readonly #parts: ReadonlyMap<number, Uint8Array>;

  constructor(entries: readonly AwarenessEntry[]) {
    this.#parts = new Map(
      entries.map((entry) => [entry.client, encoding.encode((encoder) => writeEntry(encoder, entry))]),
    );
    this.everything = this.#frame(undefined);
  }

  /** Null when nothing is left. */
  without(client: number): Uint8Array | null {
    if (!this.#parts.has(client)) return this.everything;
    return this.#parts.size === 1 ? null : this.#frame(client);
  }

  #frame(left: number | undefined): Uint8Array {
    const entries = encoding.createEncoder();
    encoding.writeVarUint(entries, this.#parts.size - (left === undefined ? 0 : 1));
    for (const [client, part] of this.#parts) if (client !== left) encoding.writeUint8Array(entries, part);
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, AWARENESS);
      encoding.writeVarUint8Array(encoder, encoding.toUint8Array(entries));
    });
  }
}

/** Stock clients read the reason and leave the code. */
export function deniedFrame(reason: string, code: string): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, DENIED);
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, reason);
    encoding.writeVarString(encoder, code);
  });
}

export const acknowledgedFrame = (count: number): Uint8Array => numberFrame(ACKNOWLEDGED, count);
export const sizeFrame = (bytes: number): Uint8Array => numberFrame(SIZE, bytes);

function numberFrame(type: number, value: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, type);
    encoding.writeVarUint(encoder, value);
  });
}

export function writeAwareness(entries: readonly AwarenessEntry[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length);
    for (const entry of entries) writeEntry(encoder, entry);
  });
}

function writeEntry(encoder: encoding.Encoder, { client, clock, json }: AwarenessEntry): void {
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
  encoding.writeVarString(encoder, json);
}

/** Throws before it reads any when there are more. */
export function readAwareness(bytes: Uint8Array, most = Infinity): AwarenessEntry[] {
  const decoder = decoding.createDecoder(bytes);
  const entries: AwarenessEntry[] = [];
  const count = decoding.readVarUint(decoder);
  if (count > most) throw new Error('too many carets in one frame');
  for (let left = count; left > 0; left -= 1) {
    entries.push({
      client: decoding.readVarUint(decoder),
      clock: decoding.readVarUint(decoder),
      json: decoding.readVarString(decoder),
    });
  }
  return entries;
}
