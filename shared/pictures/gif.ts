/** GIF: images and extensions, each a head and a row of sub-blocks that an empty one terminates. */
import { begins, joined, latin, MOST_PARTS } from './reading.ts';

const [EXTENSION, IMAGE, TRAILER, CONTROL, APPLICATION] = [0x21, 0x2c, 0x3b, 0xf9, 0xff];
const tableBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

/** Null when it is not well formed, or does not come to its end. */
export function strippedGif(bytes: Uint8Array): Uint8Array | null {
  let at = 13 + tableBytes(bytes[10] ?? 0);
  const kept: Uint8Array[] = [bytes.subarray(0, at)];
  let images = 0;
  for (let part = 0; ; part += 1) {
    const kind = bytes[at];
    if (kind === TRAILER) return images === 0 ? null : joined([...kept, Uint8Array.of(TRAILER)]);
    if ((kind !== IMAGE && kind !== EXTENSION) || part > MOST_PARTS) return null;
    // An image has its place, maybe colours of its own, and the size of its first code before the sub-blocks.
    const blocks = kind === IMAGE ? at + 11 + tableBytes(bytes[at + 9] ?? 0) : at + 2;
    const end = afterBlocks(bytes, blocks);
    if (end === null) return null;
    images += kind === IMAGE ? 1 : 0;
    if (kind === IMAGE || (bytes[at + 1] === CONTROL && bytes[blocks] === 4 && end === blocks + 6))
      kept.push(bytes.subarray(at, end));
    else if (bytes[at + 1] === APPLICATION) kept.push(...repeated(bytes.subarray(blocks, end)));
    at = end;
  }
}

function afterBlocks(bytes: Uint8Array, from: number): number | null {
  for (let at = from; at < bytes.length; at += 1 + (bytes[at] as number)) if (bytes[at] === 0) return at + 1;
  return null;
}

/** How often an animation repeats; everything else that programs write into extensions is removed. */
function repeated(blocks: Uint8Array): readonly Uint8Array[] {
  const isLoop = begins(blocks, '\x0bNETSCAPE2.0\x03\x01') && blocks.length >= 17;
  return isLoop ? [latin('\x21\xff\x0bNETSCAPE2.0\x03\x01'), blocks.subarray(14, 16), Uint8Array.of(0)] : [];
}
