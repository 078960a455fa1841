/** The chain: exactly what a hash covers, so that anyone can check a log from outside. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fingerprint, flaw, genesis, hashOf, positionOf, seal } from '../../server/log/chain.ts';

describe('the chain', () => {
  test("LG13 a commit's hash covers the one before, and any change to it or to the order is found", () => {
    const first = seal(genesis('inc-1'), {
      at: '2026-03-01T03:00:00.000Z',
      by: 'p-one',
      commandId: 'c1',
      events: [{ type: 'a.b', data: { text: 'x', none: undefined } }],
    });
    const second = seal(positionOf(first), { at: first.at, by: 'p-two', commandId: 'c2', events: [] });
    expect(flaw(genesis('inc-1'), first)).toBeNull();
    expect(flaw(positionOf(first), second)).toBeNull();
    expect(flaw(genesis('inc-2'), first)).toContain('version 1');
    expect(flaw(genesis('inc-1'), second)).toContain('version 1 is missing');
    for (const change of [
      { by: 'p-two' },
      { at: '2026-03-01T03:00:00.001Z' },
      { commandId: 'c9' },
      { salt: '' },
      { events: [] },
    ]) {
      expect(flaw(genesis('inc-1'), { ...first, ...change })).toContain('version 1 does not continue');
    }
  });

  test('LG14 hashes are what the protocol page says, to the letter', () => {
    const sha = (text: string) => createHash('sha256').update(text).digest('hex');
    const commit = {
      version: 1,
      at: '2026-03-01T03:00:00.000Z',
      by: 'p-one',
      commandId: 'c1',
      salt: '00',
      events: [{ type: 'a.b', data: { z: 1, a: 'ü' } }],
    };
    const digest = sha('00\n[{"data":{"a":"ü","z":1},"type":"a.b"}]');
    const previous = sha('watchfloor/1 inc-1');
    expect(genesis('inc-1')).toEqual({ version: 0, hash: previous });
    expect(hashOf(previous, commit)).toBe(
      sha(
        `${previous}\n{"at":"2026-03-01T03:00:00.000Z","by":"p-one","commandId":"c1","digest":"${digest}","version":1}`,
      ),
    );
  });

  test('LG15 a fingerprint is of who and what: another actor, content or epoch differs; when it was written does not', () => {
    const command = { id: 'c1', type: 'a.b', data: { x: 1, y: 2 }, epoch: 3 };
    const print = fingerprint('p-one', command);
    expect(fingerprint('p-one', { ...command, data: { y: 2, x: 1 }, writtenAt: '2026-03-01T03:00:00.000Z' })).toBe(
      print,
    );
    for (const other of [
      { ...command, epoch: 4 },
      { ...command, type: 'a.c' },
      { ...command, data: { x: 1 } },
    ])
      expect(fingerprint('p-one', other)).not.toBe(print);
    expect(fingerprint('p-two', command)).not.toBe(print);
  });
});
