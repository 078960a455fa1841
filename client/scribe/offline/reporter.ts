/**
 * Reports the state of the document whenever that has changed, and calmly: "saving" from the first key on, "saved" when
 * the server has had everything on disk for a moment, "unsynced n" only when that takes long or there is no link. Not a
 * report for each key: every redraw of the page while someone types costs a walk through the whole text.
 */
import * as decoding from 'lib0/decoding';
import type { WebsocketProvider } from 'y-websocket';
import type { Ledger } from './ledger.ts';
import type { ScribeStatus } from './status.ts';

const NEARLY_FULL = 101;
const CALM_MS = 400;
const LONG_MS = 1500;
/** A document that was found in this browser is not "opening" for longer than this. */
const OPENING_MS = 3000;

export class Reporter {
  readonly #provider: WebsocketProvider;
  readonly #ledger: Ledger;
  readonly #onStatus: (status: ScribeStatus) => void;
  #isStopped = false;
  #ended: number | null = null;
  #wasLive = false;
  #keepsNoCopy = false;
  #isUnshown = false;
  #nearlyFullBytes: number | null = null;
  /** Since when something typed here is not kept. */
  #openSince: number | null = null;
  #isSaving = false;
  #calm: ReturnType<typeof setTimeout> | undefined;
  #opening: ReturnType<typeof setTimeout> | undefined;

  constructor(provider: WebsocketProvider, ledger: Ledger, onStatus: (status: ScribeStatus) => void) {
    [this.#provider, this.#ledger, this.#onStatus] = [provider, ledger, onStatus];
    provider.messageHandlers[NEARLY_FULL] = (_encoder, decoder) => {
      this.#nearlyFullBytes = decoding.readVarUint(decoder);
      this.#report();
    };
    provider.on('sync', (isSynced: boolean) => {
      this.#wasLive ||= isSynced;
      this.#report();
    });
    provider.on('status', ({ status }) => {
      if (status === 'connecting') this.#ended = null;
      this.#report();
    });
    provider.on('closed', ({ code }: { code: number }) => {
      this.#ended = code;
      this.#report();
    });
    provider.awareness.on('change', () => this.#soon());
  }

  /** The number of open changes went up or down. */
  counted(): void {
    const now = performance.now();
    if (this.#ledger.unsynced === 0) this.#openSince = null;
    else this.#openSince ??= now;
    const isLong = this.#openSince !== null && now - this.#openSince > LONG_MS;
    if ((this.#openSince !== null && !this.#isSaving) || isLong) this.#report();
    clearTimeout(this.#calm);
    this.#calm = undefined;
    this.#soon();
  }

  /** The document's text was in this browser. */
  found(): void {
    const give = (): void => {
      this.#wasLive = true;
      this.#report();
    };
    this.#opening = setTimeout(give, OPENING_MS);
    this.#provider.once('connection-close', give);
  }

  keepsCopy(keeps: boolean): void {
    this.#keepsNoCopy = !keeps;
    this.#report();
  }

  shown(isShown: boolean): void {
    if (this.#isUnshown === !isShown) return;
    this.#isUnshown = !isShown;
    this.#report();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#calm);
    clearTimeout(this.#opening);
  }

  #soon(): void {
    this.#calm ??= setTimeout(() => this.#report(), CALM_MS);
  }

  #report(): void {
    if (this.#isStopped) return;
    clearTimeout(this.#calm);
    this.#calm = undefined;
    const provider = this.#provider;
    const ledger = this.#ledger;
    const ended = this.#ended;
    const keepsNoCopy = this.#keepsNoCopy;
    const isUnshown = this.#isUnshown;
    const nearlyFullBytes = this.#nearlyFullBytes;
    const openSince = this.#openSince;
    const link = ended !== null ? 'ended' : provider.synced ? 'live' : this.#wasLive ? 'lost' : 'opening';
    this.#isSaving = link === 'live' && openSince !== null && performance.now() - openSince <= LONG_MS;
    if (this.#isSaving) this.#calm = setTimeout(() => this.#report(), LONG_MS);
    this.#onStatus({
      link,
      ended,
      saving: this.#isSaving,
      unsynced: this.#isSaving ? 0 : ledger.unsynced,
      typing: typingOf(provider),
      keepsNoCopy,
      isUnshown,
      nearlyFullBytes,
    });
  }
}

/** Names come from what the server wrote into the others' states. */
function typingOf({ awareness }: WebsocketProvider): readonly string[] {
  const names = [...awareness.getStates()].flatMap(([client, state]) => {
    const name = (state['user'] as { name?: unknown } | undefined)?.name;
    return client !== awareness.clientID && state['typing'] === true && typeof name === 'string' ? [name] : [];
  });
  return [...new Set(names)];
}
