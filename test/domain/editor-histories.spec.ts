/**
 * Random histories of two editors bound to one text as in the browser: typing, input methods, every change of a line,
 * undo, and time offline. `npm run fuzz -- editors` plays a thousand, and prints the shortest one that fails.
 */
import { describe, expect, it } from 'vitest';
import { failureOf, type Kind } from '../support/domain/stray-histories.ts';

const SEEDS = 40;

async function failures(kind: Kind): Promise<string[]> {
  const found: string[] = [];
  for (let seed = 1; seed <= SEEDS; seed += 1)
    found.push(...[await failureOf(seed, kind)].filter((failure) => failure !== null));
  return found;
}

describe('histories of two editors', () => {
  it('ED86 whatever one converts, joins, splits, indents and undoes while the other types and undoes, at once and after a time apart, no letter is lost, doubled or misplaced', async () => {
    expect(await failures('one changes lines')).toEqual([]);
  });

  it('ED87 whatever two people convert, join, split, indent and type in the same lines at once, no letter is lost', async () => {
    expect(await failures('never undone')).toEqual([]);
  });

  it('ED89 whatever two people type, compose with an input method, convert, join, split, indent and undo, each receiving the other’s changes late, at once or after time offline, every word is there once, whole and in its place, unless its writer undid it', async () => {
    expect(await failures('all')).toEqual([]);
  });

  it('ED119 the same where up to four changes in a row are undone and redone together, as what is typed within half a second is', async () => {
    expect(await failures('undone together')).toEqual([]);
  });
});
