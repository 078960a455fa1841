/**
 * Laws of tasks, decisions, asks and teams that hold for any history: who owns a task, what a deadline may do, what a
 * decision keeps, whom an ask interrupts. The histories are those of laws.spec.ts, from a fixed seed of their own.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { due } from '../../shared/room.ts';
import { isResponder, memberOf } from '../../shared/standing.ts';
import { play, tries, type Step } from '../support/domain/histories.ts';

const RUNS = { numRuns: 200, seed: 20261121 };
const OPEN: readonly string[] = ['offered', 'acknowledged', 'blocked'];

function forAnyHistory(holds: (steps: readonly Step[]) => void): void {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), tries, (severity, all) => holds(play(severity, all))),
    RUNS,
  );
}

it("LW50 while a room is open, every open task is a responder's, or the powerless holder's", () => {
  forAnyHistory((steps) => {
    for (const { after } of steps) {
      if (after.incident.closedAt !== null) continue;
      for (const { owner, status } of after.tasks.tasks)
        if (OPEN.includes(status)) expect(isResponder(after, owner) || owner === after.floor.holder).toBe(true);
    }
  });
});

it('LW51 a person who takes command by acceptance has dealt with every task that was there at the offer', () => {
  forAnyHistory((steps) => {
    for (const { before, command, context, verdict } of steps) {
      if (!verdict.ok || command.type !== 'floor.accept') continue;
      const { offer } = before.floor;
      const passed = verdict.events.find(({ type }) => type === 'floor.passed');
      const {
        taken = [],
        stopped = [],
        kept = [],
        passedOn = [],
        later = [],
      } = (passed?.data ?? {}) as {
        taken?: string[];
        stopped?: string[];
        kept?: Array<{ taskId: string }>;
        passedOn?: Array<{ taskId: string }>;
        later?: string[];
      };
      const dealt = new Set([
        ...taken,
        ...stopped,
        ...later,
        ...kept.map(({ taskId }) => taskId),
        ...passedOn.map(({ taskId }) => taskId),
      ]);
      const there = before.tasks.tasks.filter(
        ({ status, createdAt }) => OPEN.includes(status) && offer !== null && createdAt < offer.offeredAt,
      );
      expect(
        there.filter(({ id }) => !dealt.has(id)).map(({ id }) => id),
        context.actor.name,
      ).toEqual([]);
    }
  });
});

it('LW52 a closed room has no open task, ask, decision or team, and nothing is due in it', () => {
  forAnyHistory((steps) => {
    for (const { after } of steps) {
      if (after.incident.closedAt === null) continue;
      expect(after.tasks.tasks.filter(({ status }) => OPEN.includes(status))).toEqual([]);
      expect(after.asks.open).toEqual([]);
      expect(after.decisions.running).toBeNull();
      expect(after.teams.teams).toEqual([]);
      expect(due(after)).toBeNull();
    }
  });
});

it('LW53 a person is in one team at most, never the holder, and every team member is a responder', () => {
  forAnyHistory((steps) => {
    for (const { after } of steps) {
      const all = after.teams.teams.flatMap(({ leader, members }) =>
        leader === null ? members : [leader, ...members],
      );
      expect(new Set(all).size).toBe(all.length);
      expect(all).not.toContain(after.floor.holder);
      expect(all.filter((person) => !isResponder(after, person))).toEqual([]);
    }
  });
});

it('LW54 an ask interrupts the holder and comms, and no one else', () => {
  forAnyHistory((steps) => {
    for (const { before, commit } of steps) {
      for (const event of commit?.events ?? []) {
        if (event.type !== 'asks.asked') continue;
        const comms = before.crew.seats
          .filter(({ role, taken }) => taken && role.startsWith('comms-'))
          .map(({ person }) => person);
        for (const person of (event.data as { to: string[] }).to)
          expect([before.floor.holder, ...comms]).toContain(person);
      }
    }
  });
});

it('LW55 no outcome of a decision carries a count, and none loses an objection', () => {
  forAnyHistory((steps) => {
    const objected = new Map<string, string[]>();
    for (const event of steps.flatMap(({ commit }) => commit?.events ?? [])) {
      const data = event.data as { decision?: string; by?: string; objections?: Array<{ by: string }> };
      if (event.type === 'decisions.objected')
        objected.set(data.decision ?? '', [...(objected.get(data.decision ?? '') ?? []), data.by ?? '']);
      if (event.type !== 'decisions.proceeded' && event.type !== 'decisions.dropped') continue;
      expect(Object.values(event.data).filter((value) => typeof value === 'number')).toEqual([]);
      for (const by of objected.get(data.decision ?? '') ?? [])
        expect((data.objections ?? []).map((each) => each.by)).toContain(by);
    }
  });
});

it("LW56 an observer's accepted acts are asks, a question about command and their own availability", () => {
  const ALLOWED = /^(asks\.(ask|withdraw)|floor\.request|crew\.set-availability)$/;
  forAnyHistory((steps) => {
    for (const { before, command, context, verdict } of steps) {
      const observes =
        memberOf(before, context.actor.id)?.as === 'observer' &&
        before.floor.holder !== context.actor.id &&
        !context.actor.administrator;
      if (verdict.ok && observes) expect(command.type).toMatch(ALLOWED);
    }
  });
});
