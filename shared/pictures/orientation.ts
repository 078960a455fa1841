/** The only EXIF value that a picture needs: its orientation. */
import { begins, joined, latin } from './reading.ts';

const ORIENTATION = 0x0112;
const SHORT = 3;

/**
 * 1 (as it is stored) to 8; 1 for EXIF that cannot be read. `exif`: from its TIFF header on, or from the words "Exif"
 * before that.
 */
export function orientationIn(exif: Uint8Array): number {
  const tiff = begins(exif, 'Exif\0') ? exif.subarray(6) : exif;
  const isLittle = begins(tiff, 'II*\0');
  if (!isLittle && !begins(tiff, 'MM\0*')) return 1;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const first = tiff.length >= 8 ? view.getUint32(4, isLittle) : tiff.length;
  const count = first + 2 <= tiff.length ? view.getUint16(first, isLittle) : 0;
  for (let at = first + 2, entry = 0; entry < count && at + 12 <= tiff.length; at += 12, entry += 1) {
    if (view.getUint16(at, isLittle) !== ORIENTATION || view.getUint16(at + 2, isLittle) !== SHORT) continue;
    const value = view.getUint16(at + 8, isLittle);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** EXIF with nothing else in it, from its TIFF header on. */
export const exifOf = (orientation: number): Uint8Array =>
  joined([latin('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01'), Uint8Array.of(0, orientation, 0, 0, 0, 0, 0, 0)]);
