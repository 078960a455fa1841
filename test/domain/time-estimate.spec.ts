/** The server's time on a machine that sleeps, is slow, and whose clock someone sets. */
import { describe, expect, it } from 'vitest';
import { TimeEstimate } from '../../client/session/time-estimate.ts';

const HOUR = 3_600_000;

/** A machine and a server, a day apart from the epoch; the machine's own clock is `off`. */
function machine(off = 0) {
  const here = { monotonic: 5_000, wall: 1_000_000_000 + off, server: 1_000_000_000 };
  const estimate = new TimeEstimate({ monotonic: () => here.monotonic, wall: () => here.wall });
  const pass = (ms: number): void => void ((here.monotonic += ms), (here.wall += ms), (here.server += ms));
  return {
    here,
    estimate,
    pass,
    set: (ms: number): void => void (here.wall += ms),
    /** `ticking`: the monotonic clock goes on in its sleep. */
    sleep: (ms: number, ticking: boolean): void =>
      void ((here.wall += ms), (here.server += ms), (here.monotonic += ticking ? ms : 0)),
    measure: (thereMs = 20, backMs = 20): void => {
      const asked = estimate.ask();
      pass(thereMs);
      const said = here.server;
      pass(backMs);
      estimate.learn(said, asked);
    },
    wrongBy: (): number => Math.abs(estimate.now - here.server),
  };
}

describe("the server's time", () => {
  it('TI106 is measured, and right whatever this machine’s clock says', () => {
    const { estimate, measure, wrongBy } = machine(-HOUR);
    expect([estimate.isDoubted, wrongBy()]).toEqual([true, HOUR]);
    measure();
    expect([estimate.isDoubted, wrongBy(), estimate.skew]).toEqual([false, 0, -HOUR]);
  });

  it.each([HOUR, -HOUR, 61_000])('TI106 does not move when someone sets the clock by %i ms', (ms) => {
    const { estimate, measure, set, pass, wrongBy } = machine();
    measure();
    set(ms);
    pass(5_000);
    expect([wrongBy(), estimate.skew]).toEqual([0, ms]);
    expect([estimate.haveParted(), estimate.isDoubted]).toEqual([true, true]);
    // Said once; the old estimate holds until the server answers.
    expect([estimate.haveParted(), wrongBy()]).toEqual([false, 0]);
    measure();
    expect([estimate.isDoubted, wrongBy(), estimate.skew]).toEqual([false, 0, ms]);
  });

  it.each([true, false])('TI107 is measured again after a sleep; monotonic clock ticking: %s', (ticking) => {
    const { estimate, measure, sleep, wrongBy } = machine();
    measure();
    sleep(8 * HOUR, ticking);
    expect(wrongBy()).toBe(ticking ? 0 : 8 * HOUR);
    // A clock that went on in its sleep has parted from nothing, and is only as old as it is.
    expect(estimate.haveParted()).toBe(!ticking);
    expect(estimate.isDoubted).toBe(true);
    measure(400, 400);
    expect([wrongBy(), estimate.isDoubted]).toEqual([0, false]);
  });

  it('TI107 an answer across a sleep or a set clock says nothing', () => {
    for (const happens of ['sleep', 'set'] as const) {
      const { estimate, here, measure, pass, wrongBy, ...does } = machine();
      measure();
      const asked = estimate.ask();
      pass(20);
      const said = here.server;
      if (happens === 'sleep') does.sleep(HOUR, false);
      else does.set(HOUR);
      estimate.learn(said, asked);
      expect([estimate.isDoubted, wrongBy()]).toEqual([true, happens === 'sleep' ? HOUR : 0]);
      measure();
      expect(wrongBy()).toBe(0);
    }
  });

  it('TI107 the quickest answer wins for ten minutes; after that a slow one is better than none', () => {
    const { estimate, measure, pass, wrongBy } = machine();
    measure(20, 20);
    measure(10, 2_000);
    expect(wrongBy()).toBe(0);
    pass(11 * 60_000);
    expect(estimate.isDoubted).toBe(true);
    measure(400, 420);
    expect([estimate.isDoubted, wrongBy()]).toEqual([false, 10]);
  });
});
