/**
 * Many byte strings as one, and one whose damage is found when it is read back.
 *
 * Always holds: what is packed stands alone in its memory, so it can be handed to another thread; what is unpacked are
 * views of it.
 */
import { crc32 } from 'node:zlib';
import { createDecoder, hasContent, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint8Array } from 'lib0/encoding';

export function pack(parts: Iterable<Uint8Array>): Uint8Array<ArrayBuffer> {
  const encoder = createEncoder();
  for (const part of parts) writeVarUint8Array(encoder, part);
  return toUint8Array(encoder) as Uint8Array<ArrayBuffer>;
}

export function unpack(packed: Uint8Array): Uint8Array[] {
  const decoder = createDecoder(packed);
  const parts: Uint8Array[] = [];
  while (hasContent(decoder)) parts.push(readVarUint8Array(decoder));
  return parts;
}

/**
 * With its checksum before it, as Redis takes it (ioredis writes a plain Uint8Array as text, which is another
 * document).
 */
export function guarded(bytes: Uint8Array): Buffer {
  const whole = Buffer.allocUnsafe(4 + bytes.length);
  whole.writeUInt32LE(crc32(bytes), 0);
  whole.set(bytes, 4);
  return whole;
}

/** Null when these are not the bytes that were kept. */
export function unguarded(whole: Buffer | null | undefined): Uint8Array | null {
  if (whole === null || whole === undefined || whole.length < 4) return null;
  const bytes = whole.subarray(4);
  return crc32(bytes) === whole.readUInt32LE(0) ? bytes : null;
}
