/**
 * Pictures whose files contain more than the picture: where it was taken, by whom, a thumbnail, a film behind the end.
 * What must be removed says SECRET, what must stay says KEEP. Built part by part, as each format requires.
 */
import { crc32 } from 'node:zlib';
import { png } from './pictures.ts';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const number = (value: number, bytes: 2 | 4, isLittle = false): Buffer => {
  const made = Buffer.alloc(bytes);
  if (isLittle) made.writeUIntLE(value, 0, bytes);
  else made.writeUIntBE(value, 0, bytes);
  return made;
};

/** EXIF from its TIFF header on: an orientation, and a place. */
export function exif(orientation: number, isLittle = true): Buffer {
  const two = (value: number): Buffer => number(value, 2, isLittle);
  const four = (value: number): Buffer => number(value, 4, isLittle);
  const entries = [
    [two(0x010f), two(2), four(6), four(60)],
    [two(0x0112), two(3), four(1), two(orientation), two(0)],
    [two(0x8825), two(4), four(1), four(70)],
  ];
  return Buffer.concat([
    latin(isLittle ? 'II' : 'MM'),
    two(42),
    four(8),
    two(entries.length),
    ...entries.flat(),
    four(0),
    latin('SECRET GPS 52.52 13.40 and a thumbnail'),
  ]);
}

const segment = (marker: number, ...content: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker]), number(2 + Buffer.concat(content).length, 2), ...content]);

/** Well formed, but not a picture that can be shown. */
export const jpeg = (orientation = 6): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, latin('JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01'), latin('SEC')),
    segment(0xe1, latin('Exif\0\0'), exif(orientation)),
    segment(0xe1, latin('http://ns.adobe.com/xap/1.0/\0SECRET')),
    segment(0xe2, latin('ICC_PROFILE\0\x01\x01KEEP profile')),
    segment(0xe2, latin('MPF\0SECRET')),
    segment(0xed, latin('Photoshop 3.0\x008BIM SECRET')),
    segment(0xee, latin('Adobe\0\x64\0\0\0\0\x01SECRET')),
    segment(0xfe, latin('SECRET comment')),
    segment(0xdb, latin('KEEP table')),
    segment(0xc2, latin('KEEP frame')),
    segment(0xc4, latin('KEEP codes')),
    segment(0xda, latin('KEEP head')),
    latin('KEEP scan\xff\0\xff\xd0more'),
    segment(0xfe, latin('SECRET between')),
    Buffer.from([0xff]),
    segment(0xda, latin('KEEP head')),
    latin('KEEP scan 2'),
    Buffer.from([0xff, 0xd9]),
    latin('\0\0\0\x18ftypmp42SECRET film'),
  ]);

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([latin(kind), data]);
  return Buffer.concat([number(data.length, 4), body, number(crc32(body), 4)]);
}

/** One that a browser shows. */
export function toldPng(width = 3, height = 2): Buffer {
  const plain = png(width, height);
  const told = [
    chunk('gAMA', number(45_455, 4)),
    chunk('tEXt', latin('Author\0SECRET')),
    chunk('zTXt', latin('SECRET')),
    chunk('iTXt', latin('XML:com.adobe.xmp\0SECRET')),
    chunk('tIME', latin('SECRET.')),
    chunk('eXIf', exif(8, false)),
    chunk('prVt', latin('SECRET')),
  ];
  return Buffer.concat([plain.subarray(0, 33), ...told, plain.subarray(33), latin('SECRET behind')]);
}

const blocks = (...parts: readonly string[]): Buffer =>
  Buffer.concat([...parts.map((part) => Buffer.concat([Buffer.from([part.length]), latin(part)])), Buffer.from([0])]);

/** One that a browser shows: a single dot, which repeats. */
export const gif = (): Buffer =>
  Buffer.concat([
    latin('GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0'),
    latin('!\xfe'),
    blocks('SECRET comment'),
    latin('!\xff'),
    blocks('NETSCAPE2.0', '\x01\x05\0', 'SECRET'),
    latin('!\xff'),
    blocks('XMP DataXMP', 'SECRET'),
    latin('!\x01'),
    blocks('x'.repeat(12), 'SECRET text'),
    latin('!\xf9\x04\x01\0\0\0\0'),
    latin(',\0\0\0\0\x01\0\x01\0\0'),
    latin('\x02'),
    blocks('D\x01'),
    latin(';SECRET behind'),
  ]);

const riff = (kind: string, data: Buffer): Buffer =>
  Buffer.concat([latin(kind), number(data.length, 4, true), data, Buffer.alloc(data.length % 2)]);

export function webp(orientation = 3): Buffer {
  const frame = Buffer.concat([
    latin('KEEP frame head.'),
    riff('ALPH', latin('KEEP')),
    riff('VP8 ', latin('KEEP frame')),
    riff('noTe', latin('SECRET')),
  ]);
  const chunks = [
    riff('VP8X', latin('\x2e\0\0\0\0\0\0\0\0\0')),
    riff('ICCP', latin('KEEP profile')),
    riff('ANIM', latin('KEEP..')),
    riff('ANMF', frame),
    riff('EXIF', Buffer.concat([latin('Exif\0\0'), exif(orientation)])),
    riff('XMP ', latin('SECRET')),
    riff('noTe', latin('SECRET')),
  ];
  const body = Buffer.concat([latin('WEBP'), ...chunks]);
  return Buffer.concat([latin('RIFF'), number(body.length, 4, true), body, latin('SECRET behind')]);
}
