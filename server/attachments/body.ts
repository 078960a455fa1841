/**
 * Reads the body of an upload: as it comes, hashed on the way, and no further than the limit. The length that a sender
 * declares is only ever a reason to refuse sooner. Always holds: no more than the limit is in memory, and a sender that
 * is too slow is disconnected.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface BodyLimits {
  readonly mostBytes: number;
  readonly withinMs: number;
}

export interface Content {
  /** SHA-256 of the bytes, in hex. */
  readonly id: string;
  readonly bytes: Buffer;
}

export type BodyFlaw = 'too-large' | 'incomplete' | 'empty';

export async function readContent(request: IncomingMessage, limits: BodyLimits): Promise<Content | BodyFlaw> {
  const declared = Number(request.headers['content-length'] ?? 0);
  return declared > limits.mostBytes ? 'too-large' : gather(request, limits);
}

function gather(request: IncomingMessage, { mostBytes, withinMs }: BodyLimits): Promise<Content | BodyFlaw> {
  return new Promise((resolve) => {
    // Gone while it waited for its turn: nothing more comes from it.
    if (request.destroyed) return resolve('incomplete');
    const hash = createHash('sha256');
    const parts: Buffer[] = [];
    let length = 0;
    const take = (part: Buffer): void => {
      length += part.length;
      if (length > mostBytes) return settle('too-large');
      hash.update(part);
      parts.push(part);
    };
    const whole = (): void =>
      settle(length === 0 ? 'empty' : { id: hash.digest('hex'), bytes: Buffer.concat(parts, length) });
    const cut = (): void => settle('incomplete');
    const late = setTimeout(cut, withinMs);
    const settle = (outcome: Content | BodyFlaw): void => {
      clearTimeout(late);
      request.off('data', take).off('end', whole).off('close', cut);
      resolve(outcome);
    };
    // A request that breaks off tells it twice; the error needs a listener, the close is what counts.
    request.on('error', () => {});
    request.on('data', take).once('end', whole).once('close', cut);
  });
}

const FAREWELL_MS = 5_000;

/**
 * What still comes is discarded for a moment, so that the answer is heard and not lost in a broken connection; then it
 * is closed. `tooFastMs` says for each piece for how long to read nothing more: discarding costs this server's time
 * too.
 */
export function letGo(request: IncomingMessage, tooFastMs: (bytes: number) => number): void {
  request.on('error', () => {});
  request.on('data', (part: Buffer) => {
    const ms = tooFastMs(part.length);
    if (ms <= 0) return;
    request.pause();
    setTimeout(() => request.resume(), ms).unref();
  });
  setTimeout(() => {
    if (!request.complete) request.destroy();
  }, FAREWELL_MS).unref();
}
