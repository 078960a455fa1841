/** Histories of two people at one text, by number: the same number gives the same history on every machine. */
import * as fc from 'fast-check';
import { DEEDS, HEARD, Pair, type Change } from './stray-pair.ts';

/**
 * `all`; one changes lines while the other only writes; both change lines, and no one undoes; up to four changes that
 * one makes in a row are undone together, as what is typed within half a second is.
 */
export type Kind = 'all' | 'one changes lines' | 'never undone' | 'undone together';

const WRITES: readonly Change['does'][] = ['type', 'compose', 'erase', 'undo', 'redo'];
const change = fc.record<Change>({
  who: fc.constantFrom('ana', 'bob'),
  does: fc.constantFrom(...DEEDS),
  line: fc.nat({ max: 9 }),
  at: fc.nat({ max: 30 }),
  then: fc.constantFrom('nothing', ...HEARD),
});

function historyOf(seed: number, kind: Kind): fc.Arbitrary<Change[]> {
  const changer = seed % 2 === 0 ? 'ana' : 'bob';
  const kept = change.map((each): Change => {
    if (kind === 'one changes lines')
      return each.who === changer || WRITES.includes(each.does) ? each : { ...each, does: 'type' };
    return kind === 'never undone' && (each.does === 'undo' || each.does === 'redo')
      ? { ...each, does: 'compose' }
      : each;
  });
  return fc.array(kept, { minLength: 1, maxLength: 30 });
}

const TOGETHER = 4;

const play =
  (kind: Kind) =>
  async (changes: readonly Change[]): Promise<void> => {
    const pair = new Pair('alpha beta', 'gamma delta', 'epsilon zeta');
    if (kind === 'undone together') for (const { undo } of [pair.ana, pair.bob]) undo.captureTimeout = Infinity;
    for (const [place, each] of changes.entries()) {
      if (place % TOGETHER === 0) for (const { undo } of [pair.ana, pair.bob]) undo.stopCapturing();
      await pair.plays(each);
    }
    await pair.ends();
  };

/** Four histories. Null when all words are there; else the shortest similar one that fails, and what was wrong. */
export async function failureOf(seed: number, kind: Kind = 'all'): Promise<string | null> {
  const run = await fc.check(fc.asyncProperty(historyOf(seed, kind), play(kind)), { seed, numRuns: 4 });
  if (!run.failed) return null;
  const told = (run.counterexample?.[0] ?? []).map(
    ({ who, does, line, at, then }) => `  ${who} ${does} line ${line} at ${at}, heard by: ${then}`,
  );
  return [`seed ${seed}`, ...told, String((run.errorInstance as Error | null)?.message ?? '')].join('\n');
}
