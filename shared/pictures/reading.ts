/** Reads bytes of a picture. A position after the end reads as NaN, which fails every check. */

/**
 * Segments, chunks or blocks of one picture: many times what programs write, and few enough to check each one quickly.
 */
export const MOST_PARTS = 10_000;

export const begins = (bytes: Uint8Array, magic: string, at = 0): boolean =>
  at + magic.length <= bytes.length &&
  Array.from(magic).every((char, index) => bytes[at + index] === char.charCodeAt(0));

export const latin = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
export const name = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

export const u16 = (bytes: Uint8Array, at: number): number => (bytes[at] ?? NaN) * 256 + (bytes[at + 1] ?? NaN);
export const u32 = (bytes: Uint8Array, at: number): number => u16(bytes, at) * 65_536 + u16(bytes, at + 2);
export const u32Little = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? NaN) +
  (bytes[at + 1] ?? NaN) * 256 +
  (bytes[at + 2] ?? NaN) * 65_536 +
  (bytes[at + 3] ?? NaN) * 16_777_216;

export const bytesOf = (value: number): Uint8Array =>
  Uint8Array.of((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
export const littleBytesOf = (value: number): Uint8Array => bytesOf(value).reverse();

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
