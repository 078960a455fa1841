/**
 * Pictures don't reveal where they were taken: everything in the file beside the picture is removed, whatever the bytes
 * are.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orientationIn } from '../../shared/pictures/orientation.ts';
import { stripped } from '../../shared/pictures/strip.ts';
import { withoutMetadata } from '../../server/attachments/picture.ts';
import { png } from '../support/domain/pictures.ts';
import { exif, gif, jpeg, toldPng, webp } from '../support/domain/pictures-told.ts';

const clean = (bytes: Buffer): Buffer => Buffer.from(stripped(bytes) as Uint8Array);
const times = (bytes: Buffer, words: string): number => bytes.toString('latin1').split(words).length - 1;
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
/** The orientation in the part that begins `after` bytes behind this name. */
const turned = (bytes: Buffer, name: string, after: number): number =>
  orientationIn(bytes.subarray(bytes.indexOf(name) + after));

describe('what a picture tells', () => {
  it('AT26 from JPEG, PNG, GIF and WebP goes all that is not the picture, and how it is turned and its colours stay', () => {
    for (const told of [jpeg(), toldPng(), gif(), webp()]) {
      expect(times(told, 'SEC')).toBeGreaterThan(3);
      expect(times(clean(told), 'SEC')).toBe(0);
      expect(times(clean(told), 'KEEP')).toBe(times(told, 'KEEP'));
    }
    expect(turned(clean(jpeg(6)), 'Exif', 0)).toBe(6);
    expect(turned(clean(toldPng()), 'eXIf', 4)).toBe(8);
    expect(turned(clean(webp(3)), 'EXIF', 8)).toBe(3);
    expect([
      times(clean(jpeg(1)), 'Exif'),
      times(clean(webp(1)), 'EXIF'),
      clean(webp(1))[20],
      clean(webp(3))[20],
    ]).toEqual([0, 0, 0x22, 0x2a]);
    expect(clean(gif()).toString('latin1')).toContain('NETSCAPE2.0\x03\x01\x05\0\0');
    expect(clean(toldPng()).subarray(0, 33)).toEqual(png(3, 2).subarray(0, 33));
    expect(clean(png(30, 20))).toEqual(png(30, 20));
    expect(
      [exif(5, false), exif(9), exif(5).subarray(0, 30), latin('Exif\0\0MM\0*\xff\xff\xff\xff'), latin('')].map(
        orientationIn,
      ),
    ).toEqual([5, 1, 1, 1, 1]);
  });

  it('AT27 pictures of bytes that are cut, changed or made up end as stripped or as unreadable, and stripping them again changes nothing', () => {
    const change = fc.record({ at: fc.nat(), to: fc.nat({ max: 255 }) });
    fc.assert(
      fc.property(
        fc.constantFrom(jpeg(), toldPng(), gif(), webp()),
        fc.array(change, { maxLength: 6 }),
        fc.option(fc.nat()),
        (told, changes, cut) => {
          const bytes = Buffer.from(told);
          for (const { at, to } of changes) bytes[at % bytes.length] = to;
          const given = cut === null ? bytes : bytes.subarray(0, cut % bytes.length);
          const once = stripped(given);
          if (once === 'unreadable') return;
          expect(once.length).toBeLessThanOrEqual(given.length + 64);
          expect(stripped(once)).toEqual(once);
        },
      ),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(
        fc.constantFrom('\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'GIF89a', 'RIFF\x20\0\0\0WEBP'),
        fc.uint8Array({ maxLength: 200 }),
        (magic, tail) => {
          const made = stripped(Buffer.concat([latin(magic), tail]));
          if (made !== 'unreadable') expect(stripped(made)).toEqual(made);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('AT28 a picture that is cut, in more parts than any program writes, or of a kind that cannot be stripped, is not kept; what is no picture stays as it is', () => {
    for (const told of [jpeg(), toldPng(), gif(), webp()])
      for (const length of [16, 40, 120])
        expect(stripped(told.subarray(0, length)), told.subarray(0, 4).toString('latin1')).toBe('unreadable');
    for (const others of [
      '\0\0\0\x18ftypheic',
      '\0\0\0\x1cftypavif',
      '\0\0\0\x18ftypmif1',
      'II*\0\x08\0',
      'MM\0*\0\0',
      '\0\0\0\x0cJXL \r\n',
    ])
      expect(stripped(latin(others))).toBe('unreadable');
    const crumbs = (head: string, part: string, tail = ''): Buffer => latin(head + part.repeat(20_000) + tail);
    for (const many of [
      crumbs('\xff\xd8\xff\xc0\0\x04ab', '\xff\xda\0\x02', '\xff\xd9'),
      crumbs('GIF89a\x01\0\x01\0\0\0\0', ',\0\0\0\0\x01\0\x01\0\0\x02\0', ';'),
      crumbs('RIFF\x04\x71\x02\0WEBP', 'VP8 \0\0\0\0'),
    ])
      expect(stripped(many)).toBe('unreadable');
    for (const files of [
      '03:10 disk full',
      '',
      '%PDF-1.7',
      '\0\0\0\x18ftypmp42',
      'MZ',
      'RIFF\x10\0\0\0WAVE',
      '\xff\xfea\0',
    ])
      expect(Buffer.from(stripped(latin(files)) as Uint8Array)).toEqual(latin(files));
  });

  it('AT29 pictures that differ only in what they tell are one content, named by the hash of what is kept', () => {
    const kept = withoutMetadata({ id: 'of the told one', bytes: toldPng() });
    const other = Buffer.concat([toldPng(), latin('and more')]);
    expect(kept?.id).toBe(withoutMetadata({ id: 'x', bytes: other })?.id);
    expect(withoutMetadata({ id: 'y', bytes: jpeg().subarray(0, 60) })).toBeNull();
    const text = { id: 'z', bytes: latin('a log') };
    expect(withoutMetadata(text)).toBe(text);
  });
});
