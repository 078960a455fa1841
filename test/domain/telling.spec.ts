/** What many are told is made once and, under load, told together: the parts of it that need no server. */
import { performance } from 'node:perf_hooks';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonOnce, messageJson } from '../../server/edge/json-once.ts';
import { canonicalJson } from '../../server/log/canonical-json.ts';
import { Pace } from '../../server/sockets/pace.ts';

/** A loop that was busy for the last hundred milliseconds as the test says. */
function loopOf(): { readonly pace: Pace; readonly was: (busy: number) => void } {
  let [idle, active, nowMs] = [0, 0, 0];
  const total = () => ({ idle, active, utilization: active / (idle + active) });
  const utilization: typeof performance.eventLoopUtilization = (one, other) => {
    if (one === undefined || other === undefined) return total();
    const [busy, rest] = [one.active - other.active, one.idle - other.idle];
    return { idle: rest, active: busy, utilization: busy / (busy + rest) };
  };
  const pace = new Pace(utilization, () => nowMs);
  return {
    pace,
    was: (busy) => {
      [idle, active, nowMs] = [idle + 100 * (1 - busy), active + 100 * busy, nowMs + 100];
      pace.soon(() => {});
    },
  };
}

describe('what many are told', () => {
  test('LG22 canonical JSON is that of any other program, and what has none is refused', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
    );
    expect(canonicalJson({ b: undefined, a: [1, 'ü'] })).toBe('{"a":[1,"ü"]}');
    for (const odd of ['\ud800', { '\udc00': 1 }, Number.NaN, [Infinity]]) expect(() => canonicalJson(odd)).toThrow();
  });

  test('DR192 a message is the same text whether or not parts of it were made into JSON before', () => {
    const item = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(fc.array(item), item, fc.jsonValue(), fc.boolean(), (list, part, other, isKept) => {
        const message = { room: 'inc-1', list, part, other, absent: undefined };
        if (isKept) for (const each of [part, ...list]) jsonOnce(each);
        expect(messageJson(message)).toBe(JSON.stringify(message));
        for (const each of [other, list]) expect(messageJson(each)).toBe(JSON.stringify(each));
      }),
    );
  });

  test('DR193 a quiet server tells at once; a busy one gathers for 5 ms, then 20, and goes back below half', async () => {
    const { pace, was } = loopOf();
    const told: string[] = [];
    pace.soon(() => told.push('one'));
    await new Promise<void>((resolve) => pace.soon(() => resolve(void told.push('two'))));
    expect(told).toEqual(['one', 'two']);
    const gathered = await [0.7, 0.8, 0.8, 0.95, 0.6, 0.6, 0.4, 0.6, 0.4, 0.4].reduce(async (before, busy) => {
      const all = await before;
      was(busy);
      await new Promise<void>((resolve) => pace.soon(resolve));
      return [...all, pace.gatherMs];
    }, Promise.resolve<number[]>([]));
    expect(gathered).toEqual([0, 5, 5, 20, 20, 20, 5, 5, 0, 0]);
  });
});
