/** Commits that arrive faster than the page can draw them are shown together, with pauses in which keys are handled. */
import { describe, expect, it } from 'vitest';
import { Crowd } from '../../client/session/crowd.ts';

/** The commits that were shown together, in order; `whole` resolves when this many have been shown. */
function page(count: number, isShown: boolean, took = (): void => {}) {
  const taken: (readonly number[])[] = [];
  let done = (): void => {};
  const whole = new Promise<void>((resolve) => (done = resolve));
  const crowd = new Crowd<number>(
    (items) => {
      taken.push(items);
      took();
      if (taken.flat().length === count) done();
    },
    () => isShown,
  );
  return { crowd, taken, whole };
}

const until = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

describe('commits that come in a crowd', () => {
  it('TI90 a commit that comes alone is shown at once', () => {
    const { crowd, taken } = page(1, true);
    crowd.add([7]);
    expect(taken).toEqual([[7]]);
  });

  it('TI91 a hundred commits that come right after one another are shown with two redrawings, in order', async () => {
    const { crowd, taken, whole } = page(101, true);
    for (const each of until(101)) crowd.add([each]);
    await whole;
    expect(taken).toEqual([[0], until(101).slice(1)]);
  });

  it('TI92 a page rests as long as showing what came took it, before it shows more', async () => {
    const startedMs: number[] = [];
    const { crowd, whole } = page(2, true, () => {
      startedMs.push(performance.now());
      while (performance.now() - (startedMs.at(-1) ?? 0) < 200);
    });
    crowd.add([0]);
    crowd.add([1]);
    await whole;
    expect((startedMs[1] ?? 0) - (startedMs[0] ?? 0)).toBeGreaterThan(395);
  });

  it('TI93 a page that is not being looked at takes each commit at once', () => {
    const { crowd, taken } = page(3, false);
    for (const each of until(3)) crowd.add([each]);
    expect(taken).toEqual([[0], [1], [2]]);
  });
});
