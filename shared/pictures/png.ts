/** PNG: chunks of a length, a name, data and a checksum. */
import { exifOf, orientationIn } from './orientation.ts';
import { bytesOf, joined, latin, MOST_PARTS, name, u32 } from './reading.ts';

/** Pixels, palette, transparency, colour, size, and the frames of an animation. */
const KEPT: ReadonlySet<string> = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'cICP',
  'sBIT',
  'bKGD',
  'hIST',
  'pHYs',
  'acTL',
  'fcTL',
  'fdAT',
]);
const AROUND = 12;

/** Null when it is not well formed, or does not come to its end. */
export function strippedPng(bytes: Uint8Array): Uint8Array | null {
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  let pixels = 0;
  for (let at = 8, part = 0; ; part += 1) {
    const [length, kind] = [u32(bytes, at), name(bytes, at + 4)];
    const end = at + AROUND + length;
    if (
      part > MOST_PARTS ||
      !(end <= bytes.length) ||
      !/^[A-Za-z]{4}$/.test(kind) ||
      (at === 8) !== (kind === 'IHDR' && length === 13)
    )
      return null;
    if (kind === 'IEND') return length === 0 && pixels > 0 ? joined([...kept, bytes.subarray(at, end)]) : null;
    // A critical chunk that is not known.
    if (/^[A-Z]/.test(kind) && !KEPT.has(kind)) return null;
    pixels += kind === 'IDAT' ? 1 : 0;
    if (KEPT.has(kind)) kept.push(bytes.subarray(at, end));
    if (kind === 'eXIf') kept.push(...turned(bytes.subarray(at + 8, end - 4)));
    at = end;
  }
}

function turned(exif: Uint8Array): readonly Uint8Array[] {
  const orientation = orientationIn(exif);
  if (orientation === 1) return [];
  const body = joined([latin('eXIf'), exifOf(orientation)]);
  return [bytesOf(body.length - 4), body, bytesOf(checkSum(body))];
}

/** CRC-32 as in PNG; only ever of a few bytes. */
function checkSum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
