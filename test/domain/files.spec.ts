/** Which items of a clipboard are files, and which files are text. Runs without a browser. */
import { describe, expect, it } from 'vitest';
import { isPictureFile, pastedFiles, textOf } from '../../client/ui/files.ts';

const file = (name: string, type = '', ...parts: readonly (string | Uint8Array<ArrayBuffer>)[]): File =>
  new File([...parts], name, { type });
const clipboard = (
  files: readonly File[],
  { text = '', html = '' }: { readonly text?: string; readonly html?: string } = {},
): DataTransfer =>
  ({
    files,
    getData: (type: string) => (type === 'text/plain' ? text : type === 'text/html' ? html : ''),
  }) as unknown as DataTransfer;

describe('files of a clipboard', () => {
  it('ED23 a screenshot and a file copied on a desktop are meant as files, a cell of a table as its text', () => {
    const shot = file('image.png', 'image/png');
    const log = file('db-7.log');
    const names = (data: DataTransfer | null): readonly string[] => pastedFiles(data).map(({ name }) => name);
    expect(names(clipboard([shot]))).toEqual(['image.png']);
    expect(
      names(clipboard([shot], { html: '<meta charset="utf-8"><img src="https://graphs.example/p99.png">' })),
    ).toEqual(['image.png']);
    expect(names(clipboard([log, shot], { text: 'db-7.log\n/home/ana/image.png' }))).toEqual(['db-7.log', 'image.png']);
    expect(
      names(clipboard([shot], { text: 'db-7\t412', html: '<table><tr><td>db-7</td><td>412</td></tr></table>' })),
    ).toEqual([]);
    expect(names(clipboard([shot], { text: '412' }))).toEqual([]);
    expect([names(clipboard([])), names(null)]).toEqual([[], []]);
  });

  it('ED24 a file is a text by its bytes and a picture by its type, a drawing of vectors is a text', async () => {
    expect(await textOf(file('db-7.log', '', 'é 1\n'))).toBe('é 1\n');
    expect([
      await textOf(file('core', 'text/plain', new Uint8Array([0xff, 0xfe, 1]))),
      await textOf(file('a', '', 'a\0b')),
    ]).toEqual([null, null]);
    expect(await textOf(file('long.log', 'text/plain', new Uint8Array(2 * 1024 * 1024 + 1).fill(97)))).toBeNull();
    expect([file('a.png', 'image/png'), file('a.svg', 'image/svg+xml'), file('a.log')].map(isPictureFile)).toEqual([
      true,
      false,
      false,
    ]);
  });
});
