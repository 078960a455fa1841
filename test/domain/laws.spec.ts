/**
 * Laws that hold for any history of a room. The histories are generated (histories.ts) from one fixed seed, so that a
 * failure can be repeated.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { card, decide, due, evolve, initial, UnknownEvent, type RoomState } from '../../shared/room.ts';
import { COMMANDS } from '../../shared/protocol.ts';
import { AUTHORITY } from '../../shared/authority.ts';
import { explain, REFUSALS } from '../../shared/refusals.ts';
import { play, tries, TYPES, type Step } from '../support/domain/histories.ts';
import { START } from '../support/domain/given.ts';

const RUNS = { numRuns: 300, seed: 20260301 };
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function forAnyHistory(holds: (steps: readonly Step[]) => void, numRuns = RUNS.numRuns): void {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), tries, (severity, all) => holds(play(severity, all))),
    { ...RUNS, numRuns },
  );
}

const fold = (steps: readonly Step[], from: RoomState = initial): RoomState =>
  steps.reduce((room, { commit }) => (commit === null ? room : evolve(room, commit)), from);

it('LW1 folding twice gives the same room, nothing given is changed, and what is accepted can be folded', () => {
  forAnyHistory((steps) => {
    expect(fold(steps)).toEqual(fold(steps));
    expect(fold(steps)).toEqual(steps.at(-1)?.after);
  });
});

it('LW2 while a room is open exactly one person holds the floor; once closed, no one', () => {
  forAnyHistory((steps) => {
    for (const { after } of steps) {
      expect(after.floor.holder === null).toBe(after.incident.closedAt !== null);
      if (after.floor.holder !== null) expect(Object.keys(after.crew.members)).toContain(after.floor.holder);
      expect(after.floor.chain.filter((link) => link.until === null)).toHaveLength(after.floor.holder === null ? 0 : 1);
    }
  });
});

it('LW3 epochs only grow, by one, and a new holder always has a new epoch', () => {
  forAnyHistory((steps) => {
    for (const { before, after } of steps) {
      expect([0, 1]).toContain(after.floor.epoch - before.floor.epoch);
      const moved = after.floor.holder !== null && after.floor.holder !== before.floor.holder;
      if (moved) expect(after.floor.epoch).toBe(before.floor.epoch + 1);
    }
  });
});

it('LW4 an earlier room plus the later commits is the full fold', () => {
  forAnyHistory((steps) => {
    const middle = Math.floor(steps.length / 2);
    expect(fold(steps.slice(middle), fold(steps.slice(0, middle)))).toEqual(fold(steps));
  });
});

it('LW5 the same command on the same room gets the same answer', () => {
  forAnyHistory((steps) => {
    for (const { before, command, context, verdict } of steps)
      expect(decide(before, command, context)).toEqual(verdict);
  });
});

it('LW6 after an accepted act nothing is due in the past', () => {
  forAnyHistory((steps) => {
    for (const { after, verdict, context } of steps)
      if (verdict.ok) expect((due(after) ?? '9') > context.now).toBe(true);
  });
});

it('LW7 a room survives being written down as JSON', () => {
  forAnyHistory((steps) => {
    const stored = steps.flatMap(({ commit }) =>
      commit === null ? [] : [plain(commit) as NonNullable<typeof commit>],
    );
    const room = stored.reduce(evolve, plain(initial) as RoomState);
    expect(plain(room)).toEqual(plain(fold(steps)));
  });
});

it('LW8 the lobby always has a card, with the holder and the earliest promise', () => {
  forAnyHistory((steps) => {
    for (const { after } of steps) {
      const open = [after.updates.promises.internal?.nextAt, after.updates.promises.external?.nextAt].filter(
        (at) => at !== undefined,
      );
      expect(card(after)).toMatchObject({
        commander: after.floor.holder === null ? null : { id: after.floor.holder },
        nextUpdateAt: open.toSorted()[0] ?? null,
      });
    }
    expect(card(initial)).toBeNull();
  });
});

it('LW9 every refusal is in the catalogue and says something without facts missing', () => {
  forAnyHistory((steps) => {
    for (const { verdict } of steps) {
      if (verdict.ok) continue;
      expect(Object.keys(REFUSALS)).toContain(verdict.code);
      expect(explain(verdict, String)).not.toMatch(/undefined|null|NaN/);
    }
  });
});

it('LW10 before it is mitigated, an open room with a rhythm always owes an update inside; a closed one owes nothing', () => {
  forAnyHistory((steps) => {
    for (const {
      after: { incident, updates },
    } of steps) {
      if (incident.closedAt !== null) expect(updates.nextAt).toBeNull();
      else if (['investigating', 'identified'].includes(incident.status) && updates.everySeconds !== null)
        expect(updates.promises.internal).not.toBeNull();
    }
  });
});

it('LW11 the generated histories try every command there is, and each of them is accepted somewhere', () => {
  const accepted = new Set<string>();
  forAnyHistory((steps) => {
    for (const { command, verdict } of steps) if (verdict.ok) accepted.add(command.type);
  }, 900);
  expect(
    [...new Set([...Object.keys(AUTHORITY), ...Object.keys(COMMANDS)])].filter((type) => !TYPES.includes(type)),
  ).toEqual([]);
  expect(TYPES.filter((type) => !accepted.has(type))).toEqual([]);
});

it('LW12 a word of a newer version stops the fold', () => {
  for (const type of ['dance.started', 'updates.danced', 'floor.toString', 'nonsense']) {
    expect(() => evolve(initial, { version: 1, at: START, by: 'x', events: [{ type, data: {} }] })).toThrow(
      UnknownEvent,
    );
  }
});
