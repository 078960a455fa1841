/** Two people at the same line at the same moment: the cases that the histories found (editor-histories.spec.ts). */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Pair, type Change } from '../support/domain/stray-pair.ts';

const BOTH_WAYS = [
  ['ana', 'bob'],
  ['bob', 'ana'],
] as const;
/** The first two words that are typed or composed. */
const [FIRST, SECOND] = ['一丁丂', '七丄丅'];

/** The caret, by the text of its line before and after it. */
function caretOf({
  sight: {
    state: {
      selection: { $head },
    },
  },
}: Pair['ana']): string {
  const { textContent } = $head.parent;
  return `${textContent.slice(0, $head.parentOffset)}|${textContent.slice($head.parentOffset)}`;
}

/** Changes as `npm run fuzz -- editors` prints them: who, what, in which line and place, and who receives it. */
async function plays(pair: Pair, deeds: readonly string[]): Promise<void> {
  for (const deed of deeds) {
    const [who, does, line, at, then] = deed.split(' ');
    await pair.plays({ who, does, line: Number(line), at: Number(at), then } as Change);
  }
  await pair.ends();
}

describe('two people at one line at the same moment', () => {
  it('ED90 two change the kind of a line at once and one of them undoes: its words are there once', () => {
    for (const one of ['heading', 'tasks', 'quote']) {
      for (const other of ['code', 'bullets', 'decision']) {
        for (const undoes of ['ana', 'bob'] as const) {
          for (const hearsFirst of [false, true]) {
            const pair = new Pair('hello world', 'below');
            pair.ana.changes(one, 'hello world');
            pair.bob.changes(other, 'hello world');
            if (hearsFirst) pair.meets();
            pair[undoes].undoes();
            pair.meet();
            expect(pair.words(), `${one}, ${other}, ${undoes}`).toEqual(['hello world', 'below']);
          }
        }
      }
    }
  });

  it('ED91 one undoes a split or a join while the other has changed the line: no word is lost', () => {
    const split = new Pair('hello world', 'below');
    split.ana.splits('hello world', 5);
    split.bob.changes('code', 'hello world');
    split.ana.undoes();
    split.ana.typesAt('hello world', 11, '!');
    split.meet();
    expect(split.words().join('').replace('From a deleted line: ', '')).toBe('hello world!below');
    const joined = new Pair('hello', ' world', 'below');
    joined.ana.joins(' world');
    joined.bob.typesAt(' world', 6, '!');
    joined.ana.undoes();
    joined.bob.changes('heading', ' world!');
    joined.meet();
    expect(joined.words()).toEqual(['hello', ' world!', 'below']);
  });

  it('ED92 of two equal letters the one at the caret is new, or goes', () => {
    const pair = new Pair('hello');
    pair.bob.typesAt('hello', 2, 'l');
    pair.ana.typesAt('hello', 3, 'X');
    pair.meet();
    expect(pair.words()).toEqual(['hellXlo']);
    pair.bob.erasesAt('hellXlo', 2);
    pair.ana.typesAt('hellXlo', 2, 'Y');
    pair.meet();
    expect(pair.words()).toEqual(['heYlXlo']);
  });

  it('ED93 an Enter in the middle of a line takes along what someone is typing at its end, and their caret', () => {
    const pair = new Pair('hello world', 'below');
    pair.bob.typesAt('hello world', 11, '!');
    pair.meet();
    pair.ana.splits('hello world!', 6);
    pair.bob.typesAt('hello world!', 12, '?');
    pair.meets();
    pair.bob.typesAt('world!?', 7, '!');
    pair.meet();
    expect([pair.words(), caretOf(pair.bob)]).toEqual([['hello ', 'world!?!', 'below'], 'world!?!|']);
  });

  it('ED94 a line that becomes another kind stays below what someone writes above it at the same moment', () => {
    for (const [writer, changer] of BOTH_WAYS) {
      const pair = new Pair('above it', 'a line', 'below');
      pair[writer].splits('above it', 5);
      pair[changer].changes('heading', 'a line');
      pair.meet();
      expect(pair.words(), writer).toEqual(['above', ' it', 'a line', 'below']);
    }
  });

  it('ED95 a person who reconnects does not list as deleted what they never received', () => {
    const pair = new Pair('hello world');
    pair.bob.changes('bullets', 'hello world');
    pair.ana.typesAt('hello world', 11, '!');
    for (const update of pair.ana.takeOut()) pair.bob.hears(update);
    // As after a reconnect: everything that the other lacks, with all deletions so far.
    pair.ana.hears(pair.bob.strays.missing(Y.encodeStateVector(pair.ana.doc)), 'answer');
    expect(pair.ana.letters).toBe('hello world!');
  });

  it('ED96 a word that an input method replaces stays whole, whatever someone else types right behind it', () => {
    const pair = new Pair('say ');
    pair.bob.typesAt('say ', 4, 'にh');
    pair.meet();
    pair.bob.replacesAt('say にh', 5, 'ほん');
    pair.ana.typesAt('say にh', 6, 'yes');
    pair.meet();
    expect(pair.words()).toEqual(['say にほんyes']);
  });

  it('ED97 a line that someone converts and undoes stays below what someone else adds above it at the same moment', () => {
    for (const [writer, changer] of BOTH_WAYS) {
      const pair = new Pair('above it', 'a line', 'below');
      pair[changer].changes('heading', 'a line');
      pair[writer].splits('above it', 5);
      pair[changer].undoes();
      pair.meet();
      expect(pair.words(), writer).toEqual(['above', ' it', 'a line', 'below']);
      pair[changer].changes('quote', 'a line');
      pair[writer].changes('code', ' it');
      pair[changer].undoes();
      pair.meet();
      expect(pair.words(), writer).toEqual(['above', ' it', 'a line', 'below']);
    }
  });

  it('ED98 words typed at the start of a line and then joined with the line below stay where they were typed, also when others receive both at once', async () => {
    const pair = new Pair('alpha', 'beta');
    await plays(pair, ['bob type 0 0 nothing', 'bob join 1 0 return']);
    expect(pair.words()).toEqual([`${FIRST}alphabeta`]);
  });

  it('ED99 a copy that gave way to another one does not come back if someone changed it again in between, at once or offline', async () => {
    for (const heard of ['each', 'together', 'return']) {
      const pair = new Pair('alpha', 'beta');
      await plays(pair, ['ana heading 0 0 nothing', `bob heading 0 0 ${heard}`, `ana quote 1 0 ${heard}`]);
      expect(pair.words(), heard).toEqual(['alpha', 'beta']);
    }
    for (const heard of ['each', 'together']) {
      const pair = new Pair('alpha', 'beta');
      await plays(pair, ['ana bullets 0 0 nothing', 'bob quote 0 0 there', `ana heading 1 0 ${heard}`]);
      expect(pair.words(), heard).toEqual(['alpha', 'beta']);
    }
  });

  it('ED100 two change a line at once while one finishes a composed word in it: its words are there once', async () => {
    const pair = new Pair('alpha beta', 'below');
    await plays(pair, ['ana compose 0 0 nothing', 'bob split 0 0 here', 'ana decision 0 0 together']);
    expect(pair.words()).toEqual([`${FIRST}alpha beta`, 'below']);
  });

  it('ED101 what someone typed into a copy that gives way stays in its place among the words', async () => {
    for (const heard of ['together', 'return']) {
      const pair = new Pair('above', 'below');
      await plays(pair, [
        'ana join 1 0 nothing',
        'bob bullets 1 0 nothing',
        `bob type 1 1 ${heard}`,
        'ana type 1 0 each',
      ]);
      expect(pair.words(), heard).toEqual([`above${SECOND}below${FIRST}`]);
    }
  });

  it('ED102 for someone who reconnects, the copy that stays does not count as one that gave way', async () => {
    const pair = new Pair('alpha beta', 'below');
    await plays(pair, [
      'ana ordered 0 0 nothing',
      'bob heading 0 0 nothing',
      'bob undo 0 0 nothing',
      'ana outdent 0 0 together',
      'ana quote 0 0 nothing',
      'ana type 0 0 return',
    ]);
    expect(pair.words()).toEqual([`${FIRST}alpha beta`, 'below']);
  });

  it('ED103 the halves of a line that someone splits stay in order, whatever someone else makes of it and they of the lower half', async () => {
    for (const kind of ['heading', 'tasks', 'quote']) {
      const pair = new Pair('alpha beta', 'below');
      await plays(pair, ['ana split 0 1 nothing', 'bob code 0 0 nothing', `ana ${kind} 1 0 nothing`]);
      expect(pair.words(), kind).toEqual(['alpha', ' beta', 'below']);
    }
    const pair = new Pair('alpha beta', 'below');
    await plays(pair, ['ana split 0 1 nothing', 'bob split 0 0 here', 'ana type 2 0 together']);
    expect(pair.words()).toEqual(['alpha', ' beta', `${FIRST}below`]);
  });

  it('ED104 undo after someone changed the line in which a person typed or joined removes what that person did, wherever it is now, and redo brings it back', async () => {
    for (const heard of ['each', 'together']) {
      const pair = new Pair('alpha', 'beta', 'below');
      await plays(pair, ['ana join 1 0 nothing', `bob tasks 0 0 ${heard}`]);
      expect(pair.words(), heard).toEqual(['alphabeta', 'below']);
      pair.ana.undoes();
      pair.meet();
      expect(pair.words(), heard).toEqual(['alpha', 'beta', 'below']);
      await plays(pair, ['ana redo 0 0 each']);
      pair.meet();
      expect(pair.words(), heard).toEqual(['alphabeta', 'below']);
    }
    const pair = new Pair('alpha', 'below');
    await plays(pair, ['ana type 0 0 nothing', 'bob heading 0 0 each']);
    expect(pair.words()).toEqual([`${FIRST}alpha`, 'below']);
    pair.ana.undoes();
    pair.meet();
    expect(pair.words()).toEqual(['alpha', 'below']);
    await plays(pair, ['ana redo 0 0 each']);
    pair.meet();
    expect(pair.words()).toEqual([`${FIRST}alpha`, 'below']);
  });

  it('ED108 what someone types behind the word of another, in a copy that is about to give way, stays behind it', async () => {
    const pair = new Pair('above', 'alpha beta');
    await plays(pair, [
      'bob type 1 1 nothing',
      'ana join 1 0 nothing',
      'bob quote 1 0 together',
      'ana type 1 3 nothing',
    ]);
    expect(pair.words()).toEqual([`abovealpha${FIRST}${SECOND} beta`]);
  });

  it('ED109 the halves of a line that one person splits and another changes twice stay in order, with what was typed in each', async () => {
    for (const typed of [[], ['bob type 1 0 nothing']]) {
      const pair = new Pair('alpha beta', 'below');
      await plays(pair, [
        'ana decision 0 0 nothing',
        'ana type 0 0 each',
        'bob plain 0 0 nothing',
        'ana split 0 2 nothing',
        'ana type 0 0 together',
        ...typed,
        'bob code 1 0 together',
      ]);
      const third = typed.length === 0 ? '' : '丆万丈';
      expect(pair.words().join(' ')).toMatch(
        new RegExp(`^(${SECOND}${third}|${third}${SECOND})${FIRST} alpha beta below$`),
      );
    }
  });

  it('ED110 a part of a line that one person split off or changed does not come back as a line of its own, when another changed the line offline', async () => {
    const split = new Pair('alpha beta', 'below');
    await plays(split, ['bob ordered 0 0 each', 'bob undo 0 0 nothing', 'ana split 0 1 return']);
    expect(split.words()).toEqual(['alpha beta', 'below']);
    const lifted = new Pair('alpha', 'below');
    await plays(lifted, [
      'ana quote 0 0 nothing',
      'ana heading 0 0 return',
      'ana outdent 0 0 nothing',
      'bob plain 0 0 nothing',
      'ana type 0 0 return',
    ]);
    expect(lifted.words()).toEqual([`${FIRST}alpha`, 'below']);
  });

  it('ED111 the copy that gives way goes although its writer was offline and the other had typed in theirs, or had changed it again', async () => {
    const split = new Pair('alpha beta', 'below');
    await plays(split, ['ana type 0 0 nothing', 'bob split 0 2 nothing', 'ana decision 0 0 return']);
    expect(split.words()).toEqual([`${FIRST}alpha beta`, 'below']);
    const joined = new Pair('alpha', 'beta', 'below');
    await plays(joined, [
      'ana join 1 0 nothing',
      'bob code 1 0 nothing',
      'ana type 0 0 here',
      'ana plain 1 0 nothing',
      'ana type 0 0 return',
    ]);
    expect(joined.words()).toEqual([`${SECOND}${FIRST}alphabeta`, 'below']);
  });

  it('ED112 whoever changes or undoes a copy that is about to give way keeps what they type in it, once and in its place', async () => {
    for (const then of ['ana type 1 0 nothing', 'ana undo 0 0 nothing']) {
      const pair = new Pair('alpha');
      await plays(pair, [
        'bob code 0 0 nothing',
        'ana code 0 0 there',
        'bob stamp 0 0 there',
        'ana quote 1 0 nothing',
        then,
      ]);
      expect(pair.words(), then).toEqual([then.includes('type') ? `${FIRST}alpha` : 'alpha']);
    }
    const undone = new Pair('alpha', 'beta gamma');
    await plays(undone, [
      'ana join 1 0 nothing',
      'bob bullets 1 0 there',
      'bob undo 0 0 nothing',
      'bob type 1 0 nothing',
      'ana type 1 1 nothing',
    ]);
    expect(undone.words()).toEqual([`alpha${FIRST}beta${SECOND} gamma`]);
  });

  it('ED113 a word goes down with the words that it was typed between, whatever the other types in the line that is left', async () => {
    const pair = new Pair('alpha beta', 'gamma', 'below');
    await plays(pair, ['bob type 0 2 nothing', 'ana split 0 0 nothing', 'ana type 0 0 together']);
    expect(pair.words()).toEqual([SECOND, `alpha beta${FIRST}`, 'gamma', 'below']);
    const joined = new Pair('alpha beta', 'gamma', 'below');
    await plays(joined, [
      'bob type 0 1 nothing',
      'ana split 0 0 nothing',
      'ana join 1 0 nothing',
      'ana type 0 0 together',
    ]);
    expect(joined.words()).toEqual([`${SECOND}alpha${FIRST} beta`, 'gamma', 'below']);
  });

  it('ED114 a word typed offline into a line that its writer changed too is in the line that stays, and the line is there once', async () => {
    for (const place of [0, 1, 2]) {
      const pair = new Pair('alpha beta', 'below');
      await plays(pair, [`bob type 0 ${place} nothing`, 'bob quote 0 0 nothing', 'ana decision 0 0 return']);
      const words = ['alpha', ' beta'];
      words.splice(place, 0, FIRST);
      expect(pair.words(), String(place)).toEqual([words.join(''), 'below']);
    }
  });

  it('ED115 a word that was moved to its place stays there once, when someone who had not heard of that changes the line', async () => {
    const joined = new Pair('alpha', 'beta', 'below');
    await plays(joined, [
      'ana join 1 0 nothing',
      'bob type 0 1 nothing',
      'ana type 0 0 together',
      'ana ordered 0 0 nothing',
    ]);
    expect(joined.words()).toEqual([`${SECOND}alpha${FIRST}beta`, 'below']);
    const split = new Pair('alpha beta', 'gamma', 'below');
    await plays(split, [
      'bob type 0 1 nothing',
      'ana split 0 0 nothing',
      'ana type 0 0 together',
      'ana bullets 1 0 nothing',
      'ana bullets 0 0 nothing',
    ]);
    expect(split.words()).toEqual([SECOND, `alpha${FIRST} beta`, 'gamma', 'below']);
  });

  it('ED116 two join the same line to the one above: what one of them typed at its start stays between the two', async () => {
    const pair = new Pair('alpha', 'beta', 'below');
    await plays(pair, ['ana join 1 0 nothing', 'bob type 1 0 nothing', 'bob join 1 0 nothing']);
    expect(pair.words()).toEqual([`alpha${FIRST}beta`, 'below']);
  });

  it('ED118 what one undo took away of several blocks comes back by one redo: the server keeps it, and everyone has it', () => {
    for (const kind of ['plain', 'bullets']) {
      const pair = new Pair('alpha', 'below');
      pair.ana.undo.captureTimeout = 60_000;
      for (const words of ['one', 'two', 'three']) pair.ana.addsLine(words);
      if (kind !== 'plain') pair.ana.changes(kind, 'two');
      pair.meet();
      const blocks = pair.blocks();
      for (const time of ['once', 'twice']) {
        pair.ana.undoes();
        pair.meet();
        expect(pair.words(), time).toEqual(['alpha', 'below']);
        pair.ana.undo.redo();
        pair.meet();
        expect([pair.words(), pair.blocks()], time).toEqual([['alpha', 'below', 'one', 'two', 'three'], blocks]);
      }
    }
  });
});
