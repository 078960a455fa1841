/** Light clients connect, say who they are and that they have nothing, and receive the document. */
import { setTimeout as pause } from 'node:timers/promises';
import { Line, type Seat } from '../common/line.ts';
import { greeting, stillHere, updateIn } from './messages.ts';

export type Hears = (listener: number, update: Uint8Array, at: number) => void;

const PATIENCE_MS = 60_000;
const BEAT_MS = 15_000;

/** In small groups, one after another; resolves when all have received the document. */
export async function comeIn(seats: readonly Seat[], hears: Hears = () => undefined, atOnce = 10): Promise<Line[]> {
  const lines: Line[] = [];
  for (let start = 0; start < seats.length; start += atOnce) {
    const group = seats.slice(start, start + atOnce);
    lines.push(
      ...(await Promise.all(
        group.map((seat, index) => comesIn(seat, (update, at) => hears(start + index, update, at))),
      )),
    );
  }
  return lines;
}

export async function comesIn(seat: Seat, hears: (update: Uint8Array, at: number) => void): Promise<Line> {
  let given = (): void => undefined;
  const whole = new Promise<void>((resolve) => (given = resolve));
  const line = await Line.open(seat, (message, at) => {
    const heard = updateIn(seat, message);
    if (heard === null) return;
    hears(heard.update, at);
    if (heard.isWhole) given();
  });
  line.write(greeting(seat));
  const beat = setInterval(() => (line.ended === null ? line.write(stillHere(seat)) : clearInterval(beat)), BEAT_MS);
  const patience = new AbortController();
  const late = pause(PATIENCE_MS, null, { signal: patience.signal }).then(
    () => Promise.reject(new Error(`no document came at ${seat.path}: ${line.ended ?? 'still open'}`)),
    () => undefined,
  );
  await Promise.race([whole, late]);
  patience.abort();
  return line;
}
