/**
 * What an attachment is, told by its bytes alone: never by its name, never by what the sender calls it.
 *
 * Four kinds of pictures by how they begin, plain text that a terminal could have printed, and everything else as bytes
 * to download. What a browser could run (HTML, SVG, PDF) is none of the first two, even where it is valid text.
 */
import { isUtf8 } from 'node:buffer';
import type { AttachmentType } from '../../shared/attachment.ts';

const begins = (bytes: Buffer, magic: string, at = 0): boolean =>
  bytes.subarray(at, at + magic.length).equals(Buffer.from(magic, 'latin1'));

export function typeOf(bytes: Buffer): AttachmentType {
  if (begins(bytes, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (begins(bytes, '\xff\xd8\xff')) return 'image/jpeg';
  if (begins(bytes, 'GIF87a') || begins(bytes, 'GIF89a')) return 'image/gif';
  if (begins(bytes, 'RIFF') && begins(bytes, 'WEBP', 8)) return 'image/webp';
  return isPlainText(bytes) ? 'text/plain' : 'application/octet-stream';
}

const MOST_KNOWN = 10_000;
const known = new Map<string, AttachmentType>();

/** The same for a content whose hash is known: what it is never changes, so it is looked at once. */
export function typeOfContent(id: string, bytes: Buffer): AttachmentType {
  const type = known.get(id) ?? typeOf(bytes);
  const [oldest] = known.keys();
  if (known.size >= MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  known.set(id, type);
  return type;
}

/** How a document begins that a browser or a reader would run. */
const ACTIVE = /^\ufeff?\s*(?:<!|<\?|<(?:html|head|body|script|svg|iframe|style|title|meta|link|math)\b|%PDF-)/i;

function isPlainText(bytes: Buffer): boolean {
  return isUtf8(bytes) && !steers(bytes) && !ACTIVE.test(bytes.toString('utf8'));
}

const ESCAPE = 0x1b;
const DELETE = 0x7f;
const [TAB, LINE, RETURN] = [0x09, 0x0a, 0x0d];
/** In UTF-8 the second set of control characters is this byte and one below 0xa0. */
const SECOND_SET = 0xc2;
const MOST_OF_A_COLOUR = 32;

/**
 * Whether it holds a control character other than tabs, ends of lines and colours. One pass over the bytes: 2 MB take a
 * few ms.
 */
function steers(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (byte === ESCAPE) {
      const end = endOfColour(bytes, at + 1);
      if (end === -1) return true;
      at = end;
    } else if (byte < 0x20 ? byte !== TAB && byte !== LINE && byte !== RETURN : byte === DELETE) return true;
    else if (byte === SECOND_SET && (bytes[at + 1] as number) < 0xa0) return true;
  }
  return false;
}

/**
 * Colours of a terminal (`[1;31m`) belong to a log; every other escape could steer the terminal of a person who prints
 * it: then -1.
 */
function endOfColour(bytes: Buffer, start: number): number {
  if (bytes[start] !== 0x5b) return -1;
  for (let at = start + 1; at <= start + 1 + MOST_OF_A_COLOUR; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x6d) return at;
    // Digits, colon and semicolon.
    if (byte < 0x30 || byte > 0x3b) return -1;
  }
  return -1;
}
