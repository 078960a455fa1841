/**
 * Two people at one line: one types into it while the other changes its kind, joins, splits, indents or undoes. Editors
 * are bound to their texts as in the browser, without one.
 */
import { describe, expect, it } from 'vitest';
import { Pair } from '../support/domain/stray-pair.ts';

const LINE_CHANGES = ['heading', 'code', 'decision', 'bullets', 'tasks', 'quote'] as const;

describe('words that one types while others change the line', () => {
  for (const change of LINE_CHANGES) {
    it(`ED80 what someone types into a line while someone else makes it something else (${change}) is in it once, in its place`, () => {
      const pair = new Pair('hello world', 'below');
      pair.bob.typesAt('hello world', 5, ', big');
      pair.bob.typesAt('hello, big world', 16, '!');
      pair.ana.changes(change, 'hello world');
      pair.meet();
      expect(pair.words()).toEqual(['hello, big world!', 'below']);
    });
    it(`ED81 undoing it (${change}) leaves what others typed into it meanwhile, in its place`, () => {
      const pair = new Pair('hello world', 'below');
      pair.ana.changes(change, 'hello world');
      pair.meet();
      pair.bob.typesAt('hello world', 11, ' two by B');
      pair.meet();
      pair.ana.undoes();
      pair.meet();
      expect(pair.words()).toEqual(['hello world two by B', 'below']);
      expect(pair.blocks()).toEqual(['paragraph', 'paragraph']);
    });
    it(`ED82 a line that one began and made something else (${change}) stays with the words of others when all of it is undone`, () => {
      const pair = new Pair('above');
      pair.ana.addsLine('- one');
      pair.ana.changes(change, '- one');
      pair.meet();
      pair.bob.typesAt('- one', 5, ' two by B');
      pair.meet();
      for (let at = 0; at < 9; at += 1) pair.ana.undoes();
      pair.meet();
      expect(pair.words().join('|')).toContain(' two by B');
      expect(pair.words().join('|')).not.toContain('one');
    });
  }

  it('ED83 what someone types into a line while someone else joins it to the line above, or splits it, is where it was typed', () => {
    const joined = new Pair('hello', ' world');
    joined.bob.typesAt(' world', 6, '!');
    joined.bob.typesAt('hello', 5, ',');
    joined.ana.joins(' world');
    joined.meet();
    expect(joined.words()).toEqual(['hello, world!']);
    const split = new Pair('hello world', 'below');
    split.bob.typesAt('hello world', 11, '!');
    split.bob.typesAt('hello world!', 4, 'l');
    split.ana.splits('hello world', 6);
    split.meet();
    expect(split.words()).toEqual(['helllo ', 'world!', 'below']);
  });

  it('ED117 the lower half of a split line is a line of its own by the same author, and not on the timeline; the text of a line that was pushed down keeps what it was', () => {
    const stamps = ({ ana }: Pair): Array<Record<string, unknown>> => ana.lines.map(({ node }) => ({ ...node.attrs }));
    const pair = new Pair();
    pair.ana.writes('TL hello world', 1);
    const [begun] = stamps(pair);
    expect(begun?.['line']).toEqual(expect.any(String));
    const { tr } = pair.ana.sight.state;
    pair.ana.makes(tr.setNodeAttribute(0, 'entry', 'e1').setNodeAttribute(0, 'said', 'mark'));
    pair.ana.splits('TL hello world', 8);
    const [upper, lower] = stamps(pair);
    expect(upper).toEqual({ ...begun, entry: 'e1', said: 'mark' });
    expect(lower).toEqual({ ...begun, line: expect.any(String) as unknown });
    expect(lower?.['line']).not.toBe(begun?.['line']);
    pair.ana.splits('TL hello', 0);
    expect(stamps(pair)).toEqual([{ ...begun, line: null, by: null, byName: null, at: null }, upper, lower]);
  });

  it('ED84 two who change the same line at once leave its words there once', () => {
    for (const one of LINE_CHANGES) {
      for (const other of LINE_CHANGES) {
        const pair = new Pair('hello world', 'below');
        pair.ana.changes(one, 'hello world');
        pair.bob.changes(other, 'hello world');
        pair.bob.typesAt('hello world', 11, '!');
        pair.meet();
        expect(pair.words(), `${one} and ${other}`).toEqual(['hello world!', 'below']);
      }
    }
  });

  it('ED85 what one typed into a line that someone deleted meanwhile comes back as a line that says so', () => {
    const pair = new Pair('above', 'hello world', 'below');
    pair.bob.typesAt('hello world', 11, ' kept');
    pair.ana.deletesLine('hello world');
    pair.meet();
    expect(pair.words()).toEqual(['above', 'From a deleted line: kept', 'below']);
  });

  it('ED88 what someone typed who has left before the line was made something else is taken along by the one who changed it', () => {
    for (const isHere of [false, true]) {
      const pair = new Pair('hello world', 'below');
      pair.bob.typesAt('hello world', 11, ' kept');
      pair.ana.changes('heading', 'hello world');
      pair.bob.leaves();
      pair.meetOf(pair.ana);
      expect(pair.words()).toEqual(['hello world', 'below']);
      for (const act of pair.ana.waiting) act(() => isHere);
      expect(pair.words()).toEqual([isHere ? 'hello world' : 'hello world kept', 'below']);
    }
  });
});
