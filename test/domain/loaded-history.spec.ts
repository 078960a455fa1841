/** The history that a page has loaded: how much of it stays, and how the newest of something is found in it. */
import { describe, expect, it } from 'vitest';
import { Latest } from '../../client/session/latest.ts';
import { LoadedHistory } from '../../client/session/loaded-history.ts';
import type { Commit } from '../../shared/envelope.ts';

const commit = (version: number): Commit => ({
  version,
  at: '2026-03-01T03:00:00.000Z',
  by: 'p_ana',
  commandId: `command-${version}`,
  salt: '',
  events: [],
  hash: '',
});
const commits = (from: number, to: number): readonly Commit[] =>
  Array.from({ length: to - from + 1 }, (_, at) => commit(from + at));

describe('the loaded history', () => {
  it('TI100 what happened last is found in history that grows at either end, shrinks or is replaced, and no commit is read twice', () => {
    const read: number[] = [];
    const tens = new Latest(({ version }) => {
      read.push(version);
      return version % 10 === 0 ? version : undefined;
    });
    const log = commits(1, 40);
    const readFor = (loaded: readonly Commit[]): readonly [number | null, readonly number[]] => {
      read.length = 0;
      return [tens.of(loaded), [...read]];
    };
    expect(readFor(log.slice(10, 15))).toEqual([null, [15, 14, 13, 12, 11]]);
    expect(readFor(log.slice(10, 17))).toEqual([null, [17, 16]]);
    expect(readFor(log.slice(8, 17))).toEqual([10, [10]]);
    expect(readFor(log.slice(0, 17))).toEqual([10, []]);
    expect(readFor(log.slice(0, 32))).toEqual([30, [32, 31, 30]]);
    expect(readFor(log.slice(30, 33))).toEqual([30, [33]]);
    expect(readFor(commits(1, 3))).toEqual([null, [3, 2, 1]]);
    expect(readFor([])).toEqual([null, []]);
  });

  it('TI101 a page that stays open keeps the newest 4,000 to 6,000 commits, and all of them while someone reads further up', () => {
    const history = new LoadedHistory();
    const whole = history.with(commits(1, 5_000), commits(5_001, 6_000));
    expect(whole).toHaveLength(6_000);
    const release = history.hold();
    const read = history.with(whole, [commit(6_001)]);
    expect(read).toHaveLength(6_001);
    release();
    const kept = history.with(read, [commit(6_002)]);
    expect([kept[0]?.version, kept.at(-1)?.version, kept.length]).toEqual([2_003, 6_002, 4_000]);
  });
});
