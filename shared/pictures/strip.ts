/**
 * A picture without its metadata: no place, no camera, no times, no comments, no embedded thumbnail, and nothing after
 * its end. Only the parts needed to show it stay, on an allow-list; the pixels are never decoded. The orientation stays
 * too, as the only EXIF value. Colour profiles stay.
 *
 * Always holds: it ends for any bytes, in time proportional to their length, and a truncated or malformed picture is
 * `unreadable`.
 */
import { strippedGif } from './gif.ts';
import { strippedJpeg } from './jpeg.ts';
import { strippedPng } from './png.ts';
import { begins } from './reading.ts';
import { strippedWebp } from './webp.ts';

/** `unreadable`: a damaged picture, or one in a format that this cannot strip. */
export type Stripped = Uint8Array | 'unreadable';

/** Returns the same bytes for anything that is not a picture. */
export function stripped(bytes: Uint8Array): Stripped {
  if (begins(bytes, '\xff\xd8\xff')) return strippedJpeg(bytes) ?? 'unreadable';
  if (begins(bytes, '\x89PNG\r\n\x1a\n')) return strippedPng(bytes) ?? 'unreadable';
  if (begins(bytes, 'GIF87a') || begins(bytes, 'GIF89a')) return strippedGif(bytes) ?? 'unreadable';
  if (begins(bytes, 'RIFF') && begins(bytes, 'WEBP', 8)) return strippedWebp(bytes) ?? 'unreadable';
  return isOtherPicture(bytes) ? 'unreadable' : bytes;
}

/**
 * HEIC, AVIF and similar, TIFF and most raw formats, JPEG XL: they can carry a place too, and no browser shows all of
 * them.
 */
function isOtherPicture(bytes: Uint8Array): boolean {
  if (begins(bytes, 'ftyp', 4))
    return ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'mif2', 'msf1', 'avif', 'avis', 'crx '].some(
      (brand) => begins(bytes, brand, 8),
    );
  return ['II*\0', 'MM\0*', 'II+\0', 'MM\0+', '\0\0\0\x0cJXL ', '\0\0\0\x0cjP  '].some((magic) => begins(bytes, magic));
}
