/** WebP: a RIFF file of chunks, each a name, a length and data, padded to even lengths. */
import { exifOf, orientationIn } from './orientation.ts';
import { joined, latin, littleBytesOf, MOST_PARTS, name, u32Little } from './reading.ts';

const PIXELS: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'ALPH']);
const KEPT: ReadonlySet<string> = new Set([...PIXELS, 'ANIM', 'ICCP']);
const [EXIF_FLAG, XMP_FLAG, FRAME_HEAD, MOST_IN_A_FRAME] = [0x08, 0x04, 16, 16];

interface Chunk {
  readonly kind: string;
  readonly data: Uint8Array;
}

/** Null when it is not well formed, or does not come to its end. */
export function strippedWebp(bytes: Uint8Array): Uint8Array | null {
  const end = 8 + u32Little(bytes, 4);
  const chunks = end <= bytes.length ? chunksOf(bytes.subarray(12, end)) : null;
  if (chunks === null || !chunks.some(({ kind }) => kind === 'VP8 ' || kind === 'VP8L' || kind === 'ANMF')) return null;
  const exif = chunks.find(({ kind }) => kind === 'EXIF');
  const isExtended = chunks[0]?.kind === 'VP8X' && chunks[0].data.length === 10;
  const orientation = exif === undefined || !isExtended ? 1 : orientationIn(exif.data);
  const kept: Chunk[] = [];
  for (const { kind, data } of chunks) {
    const frame = kind === 'ANMF' ? frameOf(data) : null;
    if (kind === 'ANMF' && frame === null) return null;
    if (frame !== null) kept.push({ kind, data: frame });
    else if (kind === 'VP8X' && isExtended) kept.push({ kind, data: flagged(data, orientation) });
    else if (KEPT.has(kind)) kept.push({ kind, data });
  }
  if (orientation !== 1) kept.push({ kind: 'EXIF', data: exifOf(orientation) });
  const body = joined(kept.flatMap(written));
  return joined([latin('RIFF'), littleBytesOf(body.length + 4), latin('WEBP'), body]);
}

function chunksOf(bytes: Uint8Array): readonly Chunk[] | null {
  const chunks: Chunk[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = u32Little(bytes, at + 4);
    if (chunks.length > MOST_PARTS || !(at + 8 + length <= bytes.length)) return null;
    chunks.push({ kind: name(bytes, at), data: bytes.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

/** A frame of an animation: its position and time, then chunks of its own. */
function frameOf(data: Uint8Array): Uint8Array | null {
  const chunks = data.length >= FRAME_HEAD ? chunksOf(data.subarray(FRAME_HEAD)) : null;
  return chunks === null || chunks.length > MOST_IN_A_FRAME
    ? null
    : joined([data.subarray(0, FRAME_HEAD), ...chunks.filter(({ kind }) => PIXELS.has(kind)).flatMap(written)]);
}

function flagged(data: Uint8Array, orientation: number): Uint8Array {
  const flags = (data[0] ?? 0) & ~EXIF_FLAG & ~XMP_FLAG;
  return joined([Uint8Array.of(orientation === 1 ? flags : flags | EXIF_FLAG), data.subarray(1)]);
}

const written = ({ kind, data }: Chunk): readonly Uint8Array[] => [
  latin(kind),
  littleBytesOf(data.length),
  data,
  ...(data.length % 2 === 1 ? [Uint8Array.of(0)] : []),
];
