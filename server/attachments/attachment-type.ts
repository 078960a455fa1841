/**
 * What an attachment is, told by its bytes alone: never by its name, never by what the sender calls it.
 *
 * Four kinds of pictures by how they begin, plain text that a terminal could have printed, and everything else as bytes to download.
 * What a browser could run (HTML, SVG, PDF) is none of the first two, even where it is valid text.
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

/** Colours of a terminal belong to a log; every other escape could steer the terminal of whoever prints it. */
const COLOUR_AFTER_ESCAPE = /^\[[\d;:]{0,32}m/;
const CONTROL = /(?![\t\n\r])\p{Cc}/u;
/** How a document begins that a browser or a reader would run. */
const ACTIVE = /^\ufeff?\s*(?:<!|<\?|<(?:html|head|body|script|svg|iframe|style|title|meta|link|math)\b|%PDF-)/i;

function isPlainText(bytes: Buffer): boolean {
  if (!isUtf8(bytes)) return false;
  const text = bytes.toString('utf8');
  if (ACTIVE.test(text)) return false;
  const [, ...escaped] = text.split('\x1b');
  return escaped.every((each) => COLOUR_AFTER_ESCAPE.test(each)) && !CONTROL.test(text.replaceAll('\x1b', ''));
}
