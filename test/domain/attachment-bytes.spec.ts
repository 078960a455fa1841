/** The parts of attachments that need no server: what the bytes are, file names, turns, the operator's settings. */
import { describe, expect, it } from 'vitest';
import { cleanName, disposition } from '../../server/attachments/name.ts';
import { typeOf } from '../../server/attachments/type.ts';
import { Turns } from '../../server/budgets/turns.ts';
import { readConfig } from '../../server/config/config.ts';
import { BadConfig } from '../../server/config/rule.ts';
import { readable } from '../../client/ui/attachment-text.ts';
import { inWords } from '../../client/ui/bytes.ts';
import { png } from '../support/domain/pictures.ts';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('what bytes are', () => {
  it('AT5 pictures are told by how they begin, text by being text; what a browser could run is neither', () => {
    const pictures: ReadonlyArray<readonly [Buffer, string]> = [
      [png(2, 2), 'image/png'],
      [latin('\xff\xd8\xff\xe0JFIF'), 'image/jpeg'],
      [latin('GIF87a..'), 'image/gif'],
      [latin('GIF89a..'), 'image/gif'],
      [latin('RIFF\x10\0\0\0WEBPVP8 '), 'image/webp'],
    ];
    for (const [bytes, type] of pictures) expect(typeOf(bytes)).toBe(type);
    const texts = [
      '03:10 disk full\r\n\tat line 7',
      'Überlauf 😀',
      '\ufeffa,b',
      '\u001b[1;31mERROR\u001b[0m done',
      'a <b> c',
      ' ',
      'the log said <svg onload=x> here',
      '<event id="7"/>',
    ];
    for (const text of texts) expect(typeOf(Buffer.from(text)), text).toBe('text/plain');
    const others = [
      '<!DOCTYPE html><p>',
      '  \n<html>',
      '\ufeff<svg onload=alert(1)>',
      '<?xml version="1.0"?><svg/>',
      '<!-- x --><svg/>',
      '<ScRiPt>',
      '%PDF-1.7',
      '<iframe src=x>',
      'a\u0000b',
      'bell \u0007',
      '\u001b]0;title\u0007',
      '\u001b[2J',
      'x\u001b',
      'next line \u0085',
      '\u009b31m',
      'form\u000cfeed',
    ];
    for (const text of others) expect(typeOf(Buffer.from(text)), JSON.stringify(text)).toBe('application/octet-stream');
    for (const bytes of [
      latin('\xc3('),
      latin('\xff\xfeU\0T\0F\0'),
      latin('\x89PNG'),
      latin('RIFF\x10\0\0\0WAVE'),
      latin('MZ\x90\0'),
      Buffer.from([0xed, 0xa0, 0x80]),
    ])
      expect(typeOf(bytes)).toBe('application/octet-stream');
  });

  it('AT6 a name becomes one harmless line without a folder, and a header that it cannot leave', () => {
    const names: ReadonlyArray<readonly [string | undefined, string]> = [
      [undefined, 'attachment.png'],
      ['', 'attachment.png'],
      ['../../etc/passwd', 'passwd'],
      ['C:\\fakepath\\graph.png', 'graph.png'],
      ['..', 'attachment.png'],
      ['a\r\nSet-Cookie: x=1.png', 'aSet-Cookie: x=1.png'],
      ['\u202egnp.exe', 'gnp.exe'],
      ['half \ud800.png', 'half .png'],
      ['  two\t words .png ', 'two words .png'],
      ['.bashrc', 'bashrc'],
      ['Fehlerrate "EU".png', 'Fehlerrate "EU".png'],
      ['\u0000\u001b[2J', '[2J'],
    ];
    for (const [said, clean] of names) expect(cleanName(said, 'image/png'), JSON.stringify(said)).toBe(clean);
    const long = cleanName(`${'😀'.repeat(200)}.png`, 'image/png');
    expect(long.length).toBeLessThanOrEqual(120);
    expect(long).toMatch(/^(😀)+\.png$/u);
    expect(disposition('inline', 'a"b\\c%0d é😀\'(1)*.png')).toBe(
      "inline; filename=\"a_b_c_0d ___'(1)*.png\"; filename*=UTF-8''a%22b%5Cc%250d%20%C3%A9%F0%9F%98%80%27%281%29%2A.png",
    );
    expect(disposition('attachment', cleanName('x\r\n\r\n<script>', 'text/plain'))).toMatch(/^[\x20-\x7e]+$/);
  });

  it("AT7 no more uploads and downloads are under way than allowed; one person's crowd holds up no one else; a queue that is too long says so", async () => {
    const turns = new Turns({ atOnce: 3, eachPerson: 2, mostWaiting: 3 });
    const ended: string[] = [];
    const take = (person: string, name: string) =>
      turns.take(person).then((done) => ({ done, name, at: ended.push(name) }));
    const [first, second] = await Promise.all([take('ana', 'a1'), take('ana', 'a2')]);
    const crowd = [take('ana', 'a3'), take('ana', 'a4')];
    const bob = await take('bob', 'b1');
    const bobs = take('bob', 'b2');
    expect(await turns.take('kim')).toBeNull();
    expect(ended).toEqual(['a1', 'a2', 'b1']);
    bob.done?.();
    bob.done?.();
    const last = await bobs;
    first.done?.();
    await crowd[0];
    second.done?.();
    await crowd[1];
    expect(ended).toEqual(['a1', 'a2', 'b1', 'b2', 'a3', 'a4']);
    last.done?.();
    expect(await turns.take('kim')).toBeTypeOf('function');
  });

  it('AT53 a person has a bounded share of those who wait, and the others wait as before', async () => {
    const turns = new Turns({ atOnce: 2, eachPerson: 1, mostWaiting: 6, mostWaitingEach: 2 });
    const first = await turns.take('flood');
    const waiting = [turns.take('flood'), turns.take('flood')];
    expect([await turns.take('flood'), await turns.take('flood')]).toEqual([null, null]);
    const ana = await turns.take('ana');
    const next = turns.take('ana');
    first?.();
    (await waiting[0])?.();
    (await waiting[1])?.();
    ana?.();
    expect(await next).toBeTypeOf('function');
  });

  it("AT22 a text is read on the page without a terminal's colours and as far as a page can hold; sizes are said in words", () => {
    expect(readable('03:10 \u001b[1;31mERROR\u001b[0m <b>')).toEqual({ text: '03:10 ERROR <b>', isWhole: true });
    expect(readable('x'.repeat(200_001))).toEqual({ text: 'x'.repeat(200_000), isWhole: false });
    expect([640, 12_288, 1_468_006].map(inWords)).toEqual(['640 B', '12 KB', '1.4 MB']);
  });

  it('AT25 an S3 store is configured whole or not at all, and a bad value is named without its secret', () => {
    const whole = {
      S3_ENDPOINT: 'https://s3.example.org',
      S3_BUCKET: 'war-rooms',
      S3_REGION: 'eu-central-1',
      S3_ACCESS_KEY_ID: 'AKID',
      S3_SECRET_ACCESS_KEY: 'top-secret',
    };
    expect(readConfig({}).attachments.s3).toBeNull();
    expect(readConfig(whole).attachments.s3).toMatchObject({
      bucket: 'war-rooms',
      region: 'eu-central-1',
      accessKeyId: 'AKID',
      secretAccessKey: 'top-secret',
    });
    const sentence = (more: Record<string, string>): string => {
      try {
        readConfig({ ...whole, ...more });
      } catch (problem) {
        if (problem instanceof BadConfig) return problem.message;
      }
      return 'accepted';
    };
    expect(sentence({ S3_BUCKET: '', S3_REGION: '' })).toMatch(/^S3_BUCKET and S3_REGION are missing; /);
    expect(sentence({ S3_ENDPOINT: 'ftp://x' })).toContain(
      'S3_ENDPOINT is "ftp://x"; it must be an http or https address',
    );
    expect(sentence({ S3_ENDPOINT: 'https://user:word@s3.example.org' })).toContain('S3_ENDPOINT');
    expect(sentence({ S3_BUCKET: '../other' })).toContain('S3_BUCKET');
    expect(sentence({ S3_SECRET_ACCESS_KEY: 'a b' })).toBe(
      'S3_SECRET_ACCESS_KEY has a value that is not allowed; it must be a secret key without spaces.',
    );
  });
});
