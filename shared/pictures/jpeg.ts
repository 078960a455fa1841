/** JPEG: segments of a marker and a length, and between them the scans, which end at the next marker. */
import { exifOf, orientationIn } from './orientation.ts';
import { begins, joined, latin, MOST_PARTS, u16 } from './reading.ts';

const [START, END, SCAN, FIRST_APP, EXIF, PROFILE, ADOBE] = [0xd8, 0xd9, 0xda, 0xe0, 0xe1, 0xe2, 0xee];
/** Frames and tables: all that a decoder needs besides the scans. */
const NEEDED = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || (marker >= 0xdb && marker <= 0xdf);
const FRAME = (marker: number): boolean => NEEDED(marker) && marker <= 0xcf && marker !== 0xc4 && marker !== 0xcc;

/** Null when it is not well formed, or does not come to its end. */
export function strippedJpeg(bytes: Uint8Array): Uint8Array | null {
  const kept: Uint8Array[] = [];
  let [at, orientation, frames, scans] = [2, 1, 0, 0];
  for (let part = 0; ; part += 1) {
    if (bytes[at] !== 0xff || part > MOST_PARTS) return null;
    while (bytes[at] === 0xff) at += 1;
    const marker = bytes[at] ?? 0;
    if (marker === END) break;
    const end = at + 1 + u16(bytes, at + 1);
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= START) || !(end >= at + 3 && end <= bytes.length)) return null;
    const segment = bytes.subarray(at + 3, end);
    if (marker === EXIF && begins(segment, 'Exif\0') && orientation === 1) orientation = orientationIn(segment);
    frames += FRAME(marker) ? 1 : 0;
    const content = marker === SCAN ? segment : contentOf(marker, segment);
    if (content !== null) kept.push(segmentOf(marker, content));
    at = end;
    if (marker !== SCAN) continue;
    if (frames === 0) return null;
    scans += 1;
    const next = endOfScan(bytes, at);
    kept.push(bytes.subarray(at, next));
    at = next;
  }
  if (scans === 0) return null;
  const shown = orientation === 1 ? [] : [segmentOf(EXIF, joined([latin('Exif\0\0'), exifOf(orientation)]))];
  return joined([Uint8Array.of(0xff, START), ...shown, ...kept, Uint8Array.of(0xff, END)]);
}

/** What stays of a segment: for most, nothing. */
function contentOf(marker: number, segment: Uint8Array): Uint8Array | null {
  if (NEEDED(marker)) return segment;
  // Without the thumbnail that may follow.
  if (marker === FIRST_APP && begins(segment, 'JFIF\0') && segment.length >= 14)
    return joined([segment.subarray(0, 12), Uint8Array.of(0, 0)]);
  if (marker === PROFILE && begins(segment, 'ICC_PROFILE\0')) return segment;
  return marker === ADOBE && begins(segment, 'Adobe') && segment.length >= 12 ? segment.subarray(0, 12) : null;
}

const segmentOf = (marker: number, content: Uint8Array): Uint8Array =>
  joined([Uint8Array.of(0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255), content]);

/** At the next marker that does not belong to a scan (a stuffed byte, a restart). */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7)) return at;
  }
  return bytes.length;
}
