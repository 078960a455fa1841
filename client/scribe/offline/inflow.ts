/**
 * What comes in faster than the page takes it. Each change that is applied redraws the editor; a flood of them, applied
 * as they come, leaves no moment for a key. So between two of them the page has a turn of its own, and what has come by
 * then is applied together, as much as fits in a moment: in order, and every change whole. A single large change is not
 * divided.
 *
 *   nothing waits  --> applied at once, as if this were not here
 *   frames wait    --> a turn for the page --> as many as fit, their changes as one --> a turn for the page --> ...
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

const TEXT = 0,
  CARETS = 1,
  CHANGE = 2;
/**
 * After a slice from which the page was back sooner, twice as many frames are taken; after one that took longer, half
 * as many.
 */
const SHORT_MS = 30,
  LONG_MS = 70;
/** A page that draws nothing, because it is not shown, has its turn all the same. */
const UNDRAWN_MS = 200;

type Told = MessageEvent<ArrayBuffer>;

/** A socket that hands over its frames in slices, and its end after them. */
export function inSlices(Socket: typeof WebSocket): typeof WebSocket {
  return class extends Socket {
    readonly #waiting: Array<Told | CloseEvent> = [];
    #most = 1;
    #rests = false;

    constructor(...address: ConstructorParameters<typeof WebSocket>) {
      super(...address);
      // The creator of the socket sets these: called from here, not by the browser.
      for (const name of ['onmessage', 'onclose']) Object.defineProperty(this, name, { value: null, writable: true });
      for (const name of ['message', 'close'] as const)
        this.addEventListener(name, (event) => this.#hear(event as Told | CloseEvent));
    }

    #hear(event: Told | CloseEvent): void {
      this.#waiting.push(event);
      if (!this.#rests) this.#take();
    }

    #take(): void {
      const began = performance.now();
      for (const event of sliceOf(this.#waiting, this.#most)) {
        if (event.type === 'close') this.onclose?.(event as CloseEvent);
        else this.onmessage?.(event as Told);
      }
      this.#rests = true;
      void turn().then(() => this.#goOn(performance.now() - began));
    }

    #goOn(took: number): void {
      this.#rests = false;
      if (took > LONG_MS) this.#most = Math.max(1, this.#most >> 1);
      else if (took < SHORT_MS) this.#most *= 2;
      if (this.#waiting.length > 0) this.#take();
      else this.#most = 1;
    }
  };
}

/** Takes at most so many of the waiting frames: the changes among them as one, others' carets after them. */
function sliceOf(waiting: Array<Told | CloseEvent>, most: number): readonly (Told | CloseEvent)[] {
  const kinds = waiting.slice(0, most).map(kindOf);
  const other = kinds.indexOf('other');
  if (other === 0) return waiting.splice(0, 1);
  const taken = waiting.splice(0, other === -1 ? kinds.length : other) as Told[];
  const changes = taken.filter((_, at) => kinds[at] === 'change');
  const carets = taken.filter((_, at) => kinds[at] === 'carets');
  return [...(changes.length > 1 ? [asOne(changes)] : changes), ...carets];
}

/** Resolves when the page has drawn what there is, and after whatever else waits in it: keys, pointers, timers. */
export async function turn(): Promise<void> {
  if (globalThis.document?.visibilityState === 'visible')
    await Promise.race([
      new Promise((drawn) => requestAnimationFrame(drawn)),
      new Promise((over) => setTimeout(over, UNDRAWN_MS)),
    ]);
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
  port1.close();
}

function kindOf(event: Told | CloseEvent): 'change' | 'carets' | 'other' {
  const [kind, what] =
    event.type === 'close' ? [] : new Uint8Array((event as Told).data, 0, Math.min(2, (event as Told).data.byteLength));
  if (kind === CARETS) return 'carets';
  return kind === TEXT && what === CHANGE ? 'change' : 'other';
}

function asOne(changes: readonly Told[]): Told {
  const updates = changes.map(({ data }) =>
    decoding.readVarUint8Array(decoding.createDecoder(new Uint8Array(data, 2))),
  );
  const frame = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, TEXT);
    encoding.writeVarUint(encoder, CHANGE);
    encoding.writeVarUint8Array(encoder, Y.mergeUpdates(updates));
  });
  return new MessageEvent('message', { data: frame.slice().buffer as ArrayBuffer });
}
