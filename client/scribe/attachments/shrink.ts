/**
 * Prepares a picture for storing: without its metadata, small enough for the server, in a format that every browser
 * shows, and with a thumbnail. Done here, so that its location never leaves this device, and the server never opens a
 * picture.
 */
import { isPicture, MOST_ATTACHMENT_BYTES } from '../../../shared/attachment.ts';
import { stripped } from '../../../shared/pictures/strip.ts';

const THUMBNAIL_PIXELS = 480;
/** A picture this small is its own thumbnail. */
const SMALL_BYTES = 48 * 1024;
/** Tried in turn until it fits: a screenshot of two large screens fits at the first. */
const FULL_PIXELS = [2560, 1600, 1000];

export interface Prepared {
  readonly file: Blob;
  readonly thumb: Blob | null;
}

/** Rejects with a sentence when the browser cannot read it, or cannot make it small enough. */
export async function prepare(file: Blob): Promise<Prepared> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture === null) throw new Error('This browser can’t read that picture. Save it as PNG and try again.');
  try {
    const kept = (await asItIs(file)) ?? (await smaller(picture));
    const isSmall = Math.max(picture.width, picture.height) <= THUMBNAIL_PIXELS && kept.size <= SMALL_BYTES;
    return { file: kept, thumb: isSmall ? null : await drawn(picture, THUMBNAIL_PIXELS) };
  } finally {
    picture.close();
  }
}

/** Null when it is too large, or can only be stored by drawing it again. */
async function asItIs(file: Blob): Promise<Blob | null> {
  const clean = isPicture(file) ? stripped(new Uint8Array(await file.arrayBuffer())) : 'unreadable';
  return clean === 'unreadable' || clean.length > MOST_ATTACHMENT_BYTES
    ? null
    : new Blob([clean as Uint8Array<ArrayBuffer>], { type: file.type });
}

async function smaller(picture: ImageBitmap): Promise<Blob> {
  for (const pixels of FULL_PIXELS) {
    const tried = await drawn(picture, pixels);
    if (tried.size <= MOST_ATTACHMENT_BYTES) return tried;
  }
  throw new Error('The picture is larger than 2 MB, even when reduced. Crop it to the part that matters.');
}

/** As WebP, or as PNG where the browser writes no WebP. Never larger than it was. */
function drawn(picture: ImageBitmap, mostPixels: number): Promise<Blob> {
  const scale = Math.min(1, mostPixels / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const brush = canvas.getContext('2d');
  if (brush === null) return Promise.reject(new Error('This browser can’t draw that picture. Try another one.'));
  brush.imageSmoothingQuality = 'high';
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((made, failed) =>
    canvas.toBlob(
      (blob) => (blob === null ? failed(new Error('The picture couldn’t be drawn. Try again.')) : made(blob)),
      'image/webp',
      0.86,
    ),
  );
}
