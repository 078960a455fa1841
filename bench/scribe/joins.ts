/**
 * How long it takes to open a document with a long history: from the first packet of the connection until the client
 * has every edit. Received data is only parsed afterwards, so that this program doesn't slow itself down.
 */
import { setTimeout as pause } from 'node:timers/promises';
import * as Y from 'yjs';
import { comesIn } from './coming-in.ts';
import type { History } from './history.ts';
import type { Line, Seat } from '../common/line.ts';

interface Received {
  readonly bytes: Buffer;
  readonly at: number;
}

const PATIENCE_MS = 60_000;

/** All at once; returns when each of them had everything, in milliseconds after the start. */
export async function join(seats: readonly Seat[], wanted: Pick<History, 'client' | 'clock'>): Promise<number[]> {
  const began = performance.now();
  const received: Received[][] = seats.map(() => []);
  const lines = await Promise.all(
    seats.map((seat, index) =>
      comesIn(seat, (update, at) => received[index]?.push({ bytes: Buffer.from(update), at })),
    ),
  );
  try {
    return await Promise.all(
      received.map(async (each, index) => (await whole(each, wanted, lines[index] as Line)) - began),
    );
  } finally {
    for (const line of lines) line.close();
  }
}

/** When the last missing part arrived. */
async function whole(
  received: readonly Received[],
  { client, clock }: Pick<History, 'client' | 'clock'>,
  line: Line,
): Promise<number> {
  let looked = 0;
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await pause(5)) {
    for (; looked < received.length; looked += 1) {
      const { bytes, at } = received[looked] as Received;
      if ((Y.parseUpdateMeta(bytes).to.get(client) ?? 0) >= clock) return at;
    }
  }
  throw new Error(`the history did not come whole: ${line.ended ?? 'still open'}`);
}
