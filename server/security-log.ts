/**
 * The security log: lines of the logger marked `"security": true`, each with the address that it came from and, where
 * it is known, the person. Who joined and who was refused, what was made and what was ended; never a code, a token, a
 * cookie or a text. What a known person did is always a line: budgets bound how often they can do it. What a stranger
 * can cause without end (being refused, limited, coming from a foreign page) is written a few times for each household
 * and a limited number of times for all; the rest is counted, and a line says how many when ten seconds are over. So no
 * one fills the operator's disk by being refused.
 */
import type { IncomingMessage } from 'node:http';
import { householdOf } from './budgets/address.ts';
import type { ClientAddress } from './edge/client-address.ts';
import type { Fields, Logger } from './logger.ts';

/** Logs one security event that this request caused. */
export type Audit = (request: IncomingMessage, event: string, fields?: Fields) => void;

/** Events that anyone can cause without being known, and so without end. */
const ENDLESS: ReadonlySet<string> = new Set([
  'access.refused',
  'session.refused',
  'limit.reached',
  'http.foreign-origin',
  'socket.foreign-origin',
]);
const WINDOW_MS = 10_000;
/** In one window: of one event from one household, or of one person; and of all strangers together. */
const MOST_EACH = 20;
export const MOST_OF_ALL = 1_000;

interface Count {
  readonly event: string;
  readonly fields: Fields;
  written: number;
  leftOut: number;
}

export class SecurityLog {
  readonly #logger: Pick<Logger, 'security'>;
  readonly #clientAddress: ClientAddress;
  readonly #counts = new Map<string, Count>();
  #written = 0;
  #leftOut = 0;
  #window: NodeJS.Timeout | null = null;

  constructor(logger: Pick<Logger, 'security'>, clientAddress: ClientAddress) {
    this.#logger = logger;
    this.#clientAddress = clientAddress;
  }

  readonly audit: Audit = (request, event, fields = {}) => {
    const address = this.#clientAddress(request);
    if (!ENDLESS.has(event) || this.#mayWrite(event, fields, householdOf(address)))
      this.#logger.security(event, { ...fields, address });
  };

  /** Ends the window: says what was left out. */
  stop(): void {
    if (this.#window !== null) clearTimeout(this.#window);
    for (const { event, fields, leftOut } of this.#counts.values())
      if (leftOut > 0) this.#logger.security(event, { ...fields, leftOut });
    if (this.#leftOut > 0) this.#logger.security('others.left-out', { leftOut: this.#leftOut });
    this.#counts.clear();
    [this.#window, this.#written, this.#leftOut] = [null, 0, 0];
  }

  #mayWrite(event: string, { by }: Fields, household: string): boolean {
    this.#window ??= setTimeout(() => this.stop(), WINDOW_MS).unref();
    const key = `${event} ${by ?? household}`;
    const known = this.#counts.get(key);
    const isFull = by === undefined && this.#written >= MOST_OF_ALL;
    if (known === undefined && isFull) {
      this.#leftOut += 1;
      return false;
    }
    const count = known ?? { event, fields: by === undefined ? { household } : { by }, written: 0, leftOut: 0 };
    this.#counts.set(key, count);
    const may = count.written < MOST_EACH && !isFull;
    if (may) [count.written, this.#written] = [count.written + 1, this.#written + 1];
    else count.leftOut += 1;
    return may;
  }
}
