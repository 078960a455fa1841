/**
 * Socket.IO's wire for a light client: connect with a token, ask with an acknowledgement, answer pings. What rooms send
 * is passed on as it came: everyone is sent the same bytes, and each different one is read once.
 */
import { framedText, Line } from '../common/line.ts';

export interface Place {
  readonly port: number;
  readonly room: string;
  readonly token: string;
}

const PONG = framedText('3');
const PATIENCE_MS = 60_000;

export type HearsFrame = (frame: Buffer, at: number) => void;

export class Guest {
  readonly place: Place;
  readonly #line: Line;
  readonly #answers = new Map<number, (answer: Record<string, unknown>) => void>();
  #asked = 0;

  private constructor(place: Place, line: Line) {
    this.place = place;
    this.#line = line;
  }

  /** Resolves once it is connected; it has entered nothing yet. */
  static async come(place: Place, hears: HearsFrame): Promise<Guest> {
    let guest: Guest | null = null;
    let opened = (): void => undefined;
    const isOpen = new Promise<void>((resolve) => (opened = resolve));
    const line = await Line.open(
      { port: place.port, path: '/socket.io/?EIO=4&transport=websocket', headers: {}, documentName: null },
      (frame, at, from) => {
        if (frame[0] === 0x34 && frame[1] === 0x32 && frame[2] === 0x5b) hears(frame, at);
        else if (frame[0] === 0x34 && frame[1] === 0x33) guest?.answered(frame.toString());
        else if (frame[0] === 0x32) from.write(PONG);
        else if (frame[0] === 0x34 && frame[1] === 0x30) opened();
        else if (frame[0] === 0x30) from.write(framedText(`40${JSON.stringify({ token: place.token })}`));
      },
    );
    guest = new Guest(place, line);
    await within(isOpen, () => `no connection at ${place.port}: ${line.ended ?? 'still open'}`);
    return guest;
  }

  get ended(): string | null {
    return this.#line.ended;
  }

  async enter(after?: object): Promise<Record<string, unknown>> {
    const entered = await this.ask('enter', { room: this.place.room, ...(after === undefined ? {} : { after }) });
    if (entered['ok'] !== true) throw new Error(`not entered: ${JSON.stringify(entered).slice(0, 200)}`);
    return entered;
  }

  ask(event: string, message: object): Promise<Record<string, unknown>> {
    this.#asked += 1;
    const id = this.#asked;
    const answer = new Promise<Record<string, unknown>>((resolve) => this.#answers.set(id, resolve));
    this.#line.write(framedText(`42${id}${JSON.stringify([event, message])}`));
    return within(answer, () => `no answer to ${event}: ${this.ended ?? 'still open'}`);
  }

  answered(frame: string): void {
    const start = frame.indexOf('[');
    const id = Number(frame.slice(2, start));
    const resolve = this.#answers.get(id);
    this.#answers.delete(id);
    resolve?.((JSON.parse(frame.slice(start)) as [Record<string, unknown>])[0]);
  }

  close(): void {
    this.#line.close();
  }
}

async function within<Value>(promise: Promise<Value>, problem: () => string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(problem())), PATIENCE_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** In small groups, one after another, and all in their rooms. */
export async function comeIn(
  places: readonly Place[],
  hears: (guest: number, frame: Buffer, at: number) => void = () => undefined,
  atOnce = 25,
): Promise<Guest[]> {
  const guests: Guest[] = [];
  for (let start = 0; start < places.length; start += atOnce) {
    const group = places.slice(start, start + atOnce).map(async (place, index) => {
      const guest = await Guest.come(place, (frame, at) => hears(start + index, frame, at));
      await guest.enter();
      return guest;
    });
    guests.push(...(await Promise.all(group)));
  }
  return guests;
}
