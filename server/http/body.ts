/**
 * Reads the text of a request's body, once it is known who sends it and how much they may send to this route. The
 * length that a sender declares is only ever a reason to refuse sooner.
 */
import type { IncomingMessage } from 'node:http';

const WITHIN_MS = 10_000;

/** The text, or why there is none. */
export async function readText(
  request: IncomingMessage,
  mostBytes: number,
): Promise<
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly flaw: 'too-large' | 'incomplete' }
> {
  const text = declaredBytes(request) > mostBytes ? null : await gather(request, mostBytes);
  if (text !== null && text !== 'incomplete') return { ok: true, text: text.toString('utf8') };
  return { ok: false, flaw: text ?? 'too-large' };
}

/** As the sender declares it; 0 if it does not. */
const declaredBytes = (request: IncomingMessage): number => Number(request.headers['content-length'] ?? 0);

/** How much is going to come: as declared, or as much as may come where nothing is declared. */
export const sentBytes = (request: IncomingMessage, mostBytes: number): number =>
  request.headers['transfer-encoding'] === undefined ? declaredBytes(request) : mostBytes;

/** Null: larger than the limit. */
function gather(request: IncomingMessage, mostBytes: number): Promise<Buffer | 'incomplete' | null> {
  return new Promise((resolve) => {
    if (request.destroyed) return resolve('incomplete');
    const parts: Buffer[] = [];
    let length = 0;
    const take = (part: Buffer): void => {
      length += part.length;
      parts.push(part);
      if (length > mostBytes) settle(null);
    };
    const whole = (): void => settle(Buffer.concat(parts, length));
    const cut = (): void => settle('incomplete');
    const late = setTimeout(cut, WITHIN_MS);
    const settle = (outcome: Buffer | 'incomplete' | null): void => {
      clearTimeout(late);
      request.off('data', take).off('end', whole).off('close', cut);
      resolve(outcome);
    };
    request.on('error', () => {});
    request.on('data', take).once('end', whole).once('close', cut);
  });
}
