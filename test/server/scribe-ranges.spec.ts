/**
 * Large sets of deleted ranges: whole sets are added and removed at once, and one frame full of them does not block
 * anyone.
 */
import * as fc from 'fast-check';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import { ScribeIndex } from '../../server/scribe/updates/document-index.ts';
import { giveBack, judge, type Writer } from '../../server/scribe/updates/judge.ts';
import { mergeInOrder } from '../../server/scribe/updates/merge.ts';
import { addRanges, covers, rangesOf, removeRanges } from '../../server/scribe/updates/ranges.ts';
import { scanUpdate, type Deletion } from '../../server/scribe/updates/scan.ts';
import { updateWith } from '../support/server/scribe-fixtures.ts';

const CLIENT = 7;
const ana: Writer = { person: 'ana', mayWrite: true, isFull: false, mayUse: () => true };
const deletions = fc
  .array(fc.record({ from: fc.nat(60), length: fc.integer({ min: 1, max: 8 }) }), { maxLength: 30 })
  .map((some): Deletion[] => some.map(({ from, length }) => ({ client: CLIENT, from, to: from + length })));

describe('ranges', () => {
  it('SC126 many ranges at once are added, taken out and looked for as their numbers would be', () => {
    fc.assert(
      fc.property(deletions, deletions, (before, more) => {
        const [ranges, added] = [rangesIn(before), rangesIn(more)];
        const [had, came] = [numbersIn(ranges), numbersIn(added)];
        expect(ranges).toEqual(rangesOfNumbers(before.flatMap(({ from, to }) => numbersIn([from, to]))));
        for (const { from, to } of more)
          expect(covers(ranges, from, to)).toBe(numbersIn([from, to]).every((each) => had.includes(each)));
        const was = [...ranges];
        const fresh = addRanges(ranges, added);
        expect(fresh).toEqual(rangesOfNumbers(came.filter((each) => !had.includes(each))));
        expect(ranges).toEqual(rangesOfNumbers([...had, ...came]));
        removeRanges(ranges, fresh);
        expect(ranges).toEqual(was);
        removeRanges(ranges, added);
        expect(ranges).toEqual(rangesOfNumbers(had.filter((each) => !came.includes(each))));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a frame full of deletions', () => {
  it("SC127 it moves the set of what is deleted once, not once for each; a reader's touches nothing", () => {
    const index = new ScribeIndex();
    judge(index, updateWith('a'.repeat(6000), CLIENT), ana);
    const before = index.image();
    const frame = deletionsOfEverySecond(3000);
    expect(judge(index, frame, { ...ana, mayWrite: false }).kind).toBe('refused');
    expect(index.image()).toEqual(before);
    const verdict = judge(index, frame, ana);
    expect(verdict.kind).toBe('new');
    expect(index.deletedUnits).toBe(3000);
    expect(scanUpdate(mergeInOrder([frame, frame])).deletions.length).toBe(3000);
    expect(judge(index, frame, { ...ana, mayWrite: false }).kind).toBe('known');
    if (verdict.kind === 'new') giveBack(index, verdict);
    expect([index.image(), index.deletedUnits]).toEqual([before, 0]);
  });

  it('SC128 ten times as many ranges read the set hardly more than ten times as often', () => {
    const [few, many] = [readsToAdd(1000), readsToAdd(10_000)];
    expect(many).toBeLessThan(few * 15);
  });
});

/**
 * How often the set is read and written while this many ranges are added between the existing ones, and removed again.
 */
function readsToAdd(count: number): number {
  let touched = 0;
  const ranges: number[] = [];
  for (let at = 0; at < count; at += 1) ranges.push(at * 4, at * 4 + 1);
  const counted = new Proxy(ranges, {
    get: (target, key, receiver) => ((touched += 1), Reflect.get(target, key, receiver) as unknown),
    set: (target, key, value, receiver) => ((touched += 1), Reflect.set(target, key, value, receiver)),
  });
  const fresh = addRanges(
    counted,
    ranges.map((each) => each + 2),
  );
  expect(ranges.length).toBe(count * 4);
  removeRanges(counted, fresh);
  expect(ranges.length).toBe(count * 2);
  return touched;
}

/** In reverse order, as a hostile client would send them. */
function deletionsOfEverySecond(count: number): Uint8Array {
  const encoder = createEncoder();
  for (const each of [0, 1, CLIENT, count]) writeVarUint(encoder, each);
  for (let at = count - 1; at >= 0; at -= 1) {
    writeVarUint(encoder, 2 * at);
    writeVarUint(encoder, 1);
  }
  return toUint8Array(encoder);
}

const rangesIn = (some: readonly Deletion[]): number[] => rangesOf(some).get(CLIENT) ?? [];
const numbersIn = (ranges: readonly number[]): number[] =>
  ranges.flatMap((from, at) =>
    at % 2 === 1 ? [] : Array.from({ length: (ranges[at + 1] as number) - from }, (_, next) => from + next),
  );

function rangesOfNumbers(numbers: readonly number[]): number[] {
  const sorted = [...new Set(numbers)].sort((one, other) => one - other);
  return sorted.flatMap((each, at) => [
    ...(sorted[at - 1] === each - 1 ? [] : [each]),
    ...(sorted[at + 1] === each + 1 ? [] : [each + 1]),
  ]);
}
