/** A room as it was, from its log: what is read and folded for one question, and what is remembered for the next. */
import { describe, expect, it } from 'vitest';
import { genesis, positionOf, seal } from '../../server/log/chain.ts';
import { Past, versionAt } from '../../server/rooms/past.ts';
import type { Domain } from '../../server/rooms/domain.ts';
import { UnknownEvent } from '../../shared/decider.ts';
import type { Commit } from '../../shared/envelope.ts';

const instant = (version: number): string => new Date(Date.UTC(2026, 10, 29) + version * 1000).toISOString();

/** A log of so many commits, each adding its number, and how many commits were read of it. */
function logOf(length: number, more: { salt?: string; unknown?: number } = {}) {
  const commits: Commit[] = [];
  let head = genesis('inc-1');
  for (let version = 1; version <= length; version += 1) {
    const type = version === more.unknown ? 'a.new-word' : 'a.added';
    const said = { at: instant(version), by: `p${more.salt ?? ''}`, commandId: `c${version}` };
    const commit = seal(head, { ...said, events: [{ type, data: { number: version } }] });
    commits.push(commit);
    head = positionOf(commit);
  }
  const log = {
    id: 'inc-1',
    read: 0,
    folded: { state: null, position: head },
    after: async (version: number, limit: number): Promise<readonly Commit[]> => {
      const found = commits.slice(version, version + limit);
      log.read += found.length;
      return found;
    },
  };
  return { log, commits };
}

/** Sums up the numbers; counts its own work. */
function summing() {
  const done = { folds: 0 };
  const domain = {
    initial: 0,
    evolve: (state: number, { events }: Pick<Commit, 'events'>): number => {
      done.folds += 1;
      if (events[0]?.type !== 'a.added') throw new UnknownEvent('a.new-word');
      return state + (events[0].data as { number: number }).number;
    },
  } as unknown as Domain<number>;
  return { done, past: new Past(domain) };
}

const waits = (): boolean => false;
const sumTo = (version: number): number => (version * (version + 1)) / 2;

describe('a room as it was', () => {
  it('DR202 is the fold up to that version, whatever is remembered; no commit is folded twice for one question', async () => {
    const { log, commits } = logOf(1_700);
    const { past, done } = summing();
    for (const version of [1_700, 1, 499, 500, 501, 1_699, 1_000, 1_700]) {
      const before = done.folds;
      const then = await past.at(log, version, waits);
      expect(then).toEqual({
        state: sumTo(version),
        position: positionOf(commits[version - 1] as Commit),
        at: instant(version),
      });
      expect(done.folds - before).toBeLessThanOrEqual(version);
    }
    const before = done.folds;
    await past.at(log, 1_699, waits);
    // From the keyframe at 1,500: stepping through the past does not fold all of it again.
    expect(done.folds - before).toBe(199);
  });

  it('DR202 the version of an instant is the newest written by then, found with few reads', async () => {
    const { log } = logOf(1_700);
    expect(await versionAt(log, instant(1_234))).toBe(1_234);
    expect(await versionAt(log, new Date(Date.parse(instant(1_234)) + 999).toISOString())).toBe(1_234);
    expect(await versionAt(log, instant(9_999))).toBe(1_700);
    log.read = 0;
    expect(await versionAt(log, instant(0))).toBe(0);
    expect(log.read).toBeLessThanOrEqual(11);
  });

  it('DR203 what was remembered of a log that was set back is not used', async () => {
    const { past } = summing();
    const [known, other] = [logOf(700), logOf(700, { salt: 'other' })];
    await past.at(known.log, 600, waits);
    const then = await past.at(other.log, 600, waits);
    expect(then).toMatchObject({ position: positionOf(other.commits[599] as Commit) });
  });

  it('DR203 a broken chain, a word of a newer version and an asker who has left end it, before that and not after', async () => {
    const { past } = summing();
    const newer = logOf(300, { unknown: 200 });
    expect(await past.at(newer.log, 200, waits)).toBe('law');
    expect(await past.at(newer.log, 199, waits)).toMatchObject({ state: sumTo(199) });
    const broken = logOf(300);
    broken.commits[199] = { ...(broken.commits[199] as Commit), by: 'p-other' };
    expect(await past.at(broken.log, 250, waits)).toBe('broken');
    expect(await past.at(broken.log, 199, waits)).toMatchObject({ state: sumTo(199) });
    const left = logOf(300);
    expect(await past.at(left.log, 300, () => left.log.read > 150)).toBe('left');
    expect(left.log.read).toBe(200);
  });
});
