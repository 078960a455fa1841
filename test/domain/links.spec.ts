/** Which parts of a line are addresses that can be pressed. */
import { describe, expect, it } from 'vitest';
import { linksIn } from '../../client/timeline/links.ts';

const hrefs = (text: string): readonly string[] => linksIn(text).flatMap(({ href }) => href ?? []);

describe('addresses in a line', () => {
  it('TI125 an address of the web in a line is a link, without what ends the sentence around it', () => {
    expect(hrefs('see https://grafana.example/d/1?from=now, then http://a.example.')).toEqual([
      'https://grafana.example/d/1?from=now',
      'http://a.example/',
    ]);
    expect(hrefs('(https://en.example/wiki/X_(y))')).toEqual(['https://en.example/wiki/X_(y)']);
    expect(hrefs('“https://a.example/b”')).toEqual(['https://a.example/b']);
  });

  it('TI126 nothing but http and https is a link, and no address with a name in it; every word of the line stays', () => {
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,x',
      'ftp://a.example',
      'https://bank.example@evil.example/',
      'https://',
      'xhttps://a.example',
    ])
      expect(hrefs(text), text).toEqual([]);
    for (const text of ['a https://a.example b', 'https://a.example', '', 'no address'])
      expect(
        linksIn(text)
          .map(({ words }) => words)
          .join(''),
      ).toBe(text);
    expect(hrefs('https://a.example/\u202egpj.exe')).toEqual(['https://a.example/']);
  });
});
