/** What many are told is made once and, under load, told together: the parts of it that need no server. */
import { performance } from 'node:perf_hooks';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOnce, jsonOnce, messageParts } from '../../server/edge/json-once.ts';
import { canonicalJson } from '../../server/log/canonical-json.ts';
import { Framed } from '../../server/sockets/frame.ts';
import { Pace } from '../../server/sockets/pace.ts';

/** A loop that was busy for the last hundred milliseconds as the test says. */
function loopOf(): { readonly pace: Pace; readonly was: (busy: number) => void; readonly pass: (ms: number) => void } {
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
    pass: (ms) => void (nowMs += ms),
    was: (busy) => {
      [idle, active, nowMs] = [idle + 100 * (1 - busy), active + 100 * busy, nowMs + 100];
      pace.soon(() => {});
    },
  };
}

/** RFC 6455, 5.2: two bytes, and the length in two or eight more when it does not fit into the second. */
const lengthOfFrame = (payload: number): number => payload + (payload < 126 ? 2 : payload < 65_536 ? 4 : 10);
const messageJson = (message: unknown): string => messageParts(message).join('');

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
      fc.property(fc.array(item), item, fc.jsonValue(), fc.subarray(['text', 'bytes']), (list, part, other, kept) => {
        const message = { room: 'inc-1', list, part, other, absent: undefined };
        if (kept.includes('text')) for (const each of [part, ...list]) jsonOnce(each);
        if (kept.includes('bytes')) for (const each of [list, part]) bytesOnce(each);
        expect(messageJson(message)).toBe(JSON.stringify(message));
        for (const each of [other, list]) expect(messageJson(each)).toBe(JSON.stringify(each));
        const framed = new Framed(messageParts(message));
        expect(String(framed)).toBe(JSON.stringify(message));
        expect(framed.length).toBe(lengthOfFrame(Buffer.byteLength(String(framed)) + 1));
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

  test('DR196 after it has told a crowd for some milliseconds a server rests twice as long, and at most 20 ms', async () => {
    const { pace, pass } = loopOf();
    const waitAfter = async (tookMs: number): Promise<number> => {
      pass(1_000);
      await new Promise<void>((resolve) => pace.soon(() => resolve(pass(tookMs))));
      await Promise.resolve();
      return pace.waitMs;
    };
    expect([await waitAfter(0.4), await waitAfter(3), await waitAfter(30)]).toEqual([0, 6, 20]);
    pass(15);
    expect(pace.waitMs).toBe(5);
    pass(15);
    expect(pace.waitMs).toBe(0);
  });
});
