/**
 * Budgets, tested without a server: how a meter counts, how a mailbox is shared, which strangers count as one, what is
 * read without parsing.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { typeOf } from '../../server/attachments/type.ts';
import { householdOf } from '../../server/budgets/address.ts';
import { Meter } from '../../server/budgets/meter.ts';
import { readConfig } from '../../server/config/config.ts';
import { BadConfig } from '../../server/config/rule.ts';
import { flawOf } from '../../server/edge/well-formed.ts';
import { FairQueue } from '../../server/rooms/fair-queue.ts';
import { explain } from '../../shared/refusals.ts';

const any = (): boolean => true;

describe('the mailbox', () => {
  test('RM30 when a mailbox is full, the person with most commands waiting gives up a place; a person who has more than the others gets none', () => {
    const queue = new FairQueue<string>(6);
    for (const item of ['f1', 'f2', 'f3', 'f4', 'f5', 'f6']) expect(queue.add('flood', item)).toBeNull();
    expect(queue.add('flood', 'f7')).toBe('f7');
    expect(queue.add('ana', 'a1')).toBe('f6');
    expect(queue.add('ben', 'b1')).toBe('f5');
    expect(queue.size).toBe(6);
    expect(queue.take(6, any)).toEqual(['f1', 'a1', 'b1', 'f2', 'f3', 'f4']);
  });

  test('RM31 everyone is served in turn, in the order in which each of them came, and who was served last waits for the others', () => {
    const queue = new FairQueue<string>(100);
    for (let at = 1; at <= 5; at += 1) queue.add('flood', `f${at}`);
    queue.add('ana', 'a1');
    queue.add('ana', 'a2');
    expect(queue.take(3, any)).toEqual(['f1', 'a1', 'f2']);
    queue.add('ben', 'b1');
    expect(queue.take(2, any)).toEqual(['a2', 'f3']);
    queue.remove('ben', 'b1');
    queue.add('ben', 'b2');
    expect(queue.take(1, any)).toEqual(['f4']);
    queue.add('flood', 'f6');
    expect(queue.take(2, any)).toEqual(['b2', 'f5']);
    expect(queue.take(9, (item) => item !== 'f6')).toEqual([]);
    expect([queue.size, queue.take(9, any)]).toEqual([1, ['f6']]);
  });

  test("RM32 whatever waits is taken once, and each person's in its order", () => {
    const arriving = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.boolean()), { maxLength: 60 });
    fc.assert(
      fc.property(arriving, (arrivals) => {
        const queue = new FairQueue<{ person: string; at: number }>(8);
        const [taken, refused, coming] = [
          new Array<{ person: string; at: number }>(),
          new Array<object>(),
          new Array<object>(),
        ];
        arrivals.forEach(([who, takes], at) => {
          const item = { person: `p${who}`, at };
          coming.push(item);
          const out = queue.add(item.person, item);
          if (out !== null) refused.push(out);
          if (takes) taken.push(...queue.take(3, any));
        });
        taken.push(...queue.take(1000, any));
        expect(new Set([...taken, ...refused])).toEqual(new Set(coming));
        expect(taken.length + refused.length).toBe(coming.length);
        for (const person of ['p0', 'p1', 'p2', 'p3']) {
          const order = taken.filter((item) => item.person === person).map((item) => item.at);
          expect(order).toEqual(order.toSorted((one, other) => one - other));
        }
      }),
    );
  });
});

describe('counting', () => {
  test('DR120 a meter gives so much at once to each name, tells when there will be more, and lets a debt end', () => {
    const meter = new Meter({ atOnce: 10, aSecond: 1 }, 2);
    for (let at = 0; at < 20; at += 1) expect(meter.take('flood')).toBe(0);
    expect(meter.take('flood')).toBeGreaterThan(400);
    expect(meter.take('flood')).toBeLessThanOrEqual(500);
    expect([meter.take('ana', 20), meter.has('ana', 1)]).toEqual([0, false]);
    expect(meter.spend('flood', 1e9)).toBeLessThanOrEqual(20_000);
  });

  test('DR140 what is refused takes nothing: refusals never shorten a debt, however deep it is', () => {
    const meter = new Meter({ atOnce: 10, aSecond: 1 });
    meter.spend('flood', 1e9);
    for (let at = 0; at < 100; at += 1) expect(meter.spendWithin(2_000, 'flood', 5)).toBeGreaterThan(20_000);
    expect([
      meter.take('flood') > 20_000,
      meter.spendWithin(2_000, 'ana', 13),
      meter.spendWithin(2_000, 'ana', 12),
      meter.has('ana', 1),
    ]).toEqual([true, expect.any(Number), 2_000, false]);
  });

  test.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::ffff:10.0.0.7', '10.0.0.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::7', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['unknown', 'unknown'],
  ])('DR121 a stranger at %s is counted as %s: of an IPv6 address by its network', (address, counted) =>
    expect(householdOf(address)).toBe(counted),
  );

  test('DR122 a message of many small values is refused before they are copied; a large text is not many values', () => {
    expect(flawOf(Array.from({ length: 5_000 }, () => []))).toMatchObject({ code: 'command.too-large' });
    expect(flawOf(Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [at, 0])))).toMatchObject({
      code: 'command.too-large',
    });
    expect(flawOf(Object.assign([], { length: 1e9 }))).toMatchObject({ code: 'command.too-large' });
    expect(flawOf({ texts: Array.from({ length: 60 }, () => 'x'.repeat(1_000)) })).toBeNull();
  });

  test.each([
    ['BUDGET_FACTOR', '0'],
    ['BUDGET_FACTOR', '1.5'],
    ['ATTACHMENTS_MOST_MB', '-1'],
  ])('DR123 %s %s is one sentence', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(BadConfig);
    expect(readConfig({})).toMatchObject({ budgetFactor: 1, attachments: { mostMb: 2048 } });
  });

  test('DR124 a refusal for too much says in words when one may go on', () => {
    const said = (code: string, retryAfterMs?: number): string =>
      explain({ code, facts: retryAfterMs === undefined ? {} : { retryAfterMs } }, String);
    expect(said('busy')).toContain('in a moment');
    expect(said('busy', 3_100)).toContain('in 4 s');
    expect(said('room.too-many', 12 * 60_000)).toContain('in 12 min');
    expect(said('attachment.too-fast', 5 * 3_600_000)).toContain('in 5 h');
    expect(said('history.full')).toContain('short lines');
    expect(said('access.too-many-links', 9_000)).toContain('in 9 s');
  });
});

describe('attachments', () => {
  test('AT46 text is told from bytes in one pass, with the same outcome as by the rule in words', () => {
    const byRule = (text: string): boolean => {
      const [, ...escaped] = text.split('\x1b');
      return (
        escaped.every((each) => /^\[[\d;:]{0,32}m/.test(each)) &&
        !/(?![\t\n\r])\p{Cc}/u.test(text.replaceAll('\x1b', ''))
      );
    };
    const piece = fc.constantFrom(
      '\x1b[31m',
      '\x1b[1;3:1m',
      '\x1b[m',
      '\x1b[',
      '\x1b',
      '\x1b[2J',
      'x',
      'é',
      '\u0085',
      '\u00a0',
      'Â',
      '\x7f',
      '\n',
      '\x00',
      '\u{1f600}',
      '0;',
      'm',
      `\x1b[${'1'.repeat(32)}m`,
      `\x1b[${'1'.repeat(33)}m`,
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = `log: ${pieces.join('')}`;
        expect(typeOf(Buffer.from(text)), JSON.stringify(text)).toBe(
          byRule(text) ? 'text/plain' : 'application/octet-stream',
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
