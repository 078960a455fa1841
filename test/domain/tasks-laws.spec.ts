/** Laws of tasks that hold for any history: every open task has someone who may act on it. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isResponder } from '../../shared/standing.ts';
import { isLive, isOpen } from '../../shared/tasks/finding.ts';
import { CAST, play, type Step } from '../support/domain/histories.ts';

/** Tasks, people who join and leave, and changes of command: rare in histories of everything, frequent in these. */
const TYPES = [
  'tasks.assign',
  'tasks.assign',
  'tasks.take',
  'tasks.acknowledge',
  'tasks.decline',
  'tasks.done',
  'tasks.pass-on',
  'tasks.cancel',
  'tasks.restore',
  'crew.join',
  'crew.join',
  'crew.admit',
  'crew.remove',
  'crew.lose-link',
  'clock.ring',
  'incident.close',
  'incident.reopen',
  'floor.offer',
  'floor.offer',
  'floor.offer',
  'floor.accept',
  'floor.accept',
  'floor.accept',
  'floor.assume',
  'floor.assume',
];
const tries = fc.array(
  fc.record({
    type: fc.constantFrom(...TYPES),
    who: fc.nat({ max: 2 * CAST.length - 1 }),
    pick: fc.nat({ max: 999 }),
    later: fc.nat({ max: 40 }),
    stale: fc.constant(false),
  }),
  { minLength: 40, maxLength: 90, size: 'max' },
);

function forAnyHistory(holds: (steps: readonly Step[]) => void): void {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), tries, (severity, all) => holds(play(severity, all))),
    { numRuns: 100, seed: 20260302 },
  );
}

it('TK43 in any history every open task belongs to a responder, but for those that wait for the next commander', () => {
  let waiting = 0;
  forAnyHistory((steps) => {
    for (const { after } of steps) {
      const { holder } = after.floor;
      const open = after.tasks.tasks.filter(isOpen);
      if (after.incident.closedAt !== null) expect(after.tasks.tasks.filter(isLive)).toEqual([]);
      if (holder !== null && !isResponder(after, holder)) waiting += open.length;
      else expect(open.filter(({ owner }) => !isResponder(after, owner))).toEqual([]);
    }
  });
  expect(waiting).toBeGreaterThan(0);
});

it('TK44 in any history a person who accepts command has dealt with every open task that was in their brief', () => {
  let [walked, refused] = [0, 0];
  forAnyHistory((steps) => {
    for (const { before, command, verdict, commit } of steps) {
      if (command.type !== 'floor.accept') continue;
      if (!verdict.ok && ['floor.tasks-not-taken', 'floor.own-tasks-open'].includes(verdict.code)) refused += 1;
      const { offer } = before.floor;
      const passed = commit?.events.find(({ type }) => type === 'floor.passed');
      if (offer === null || passed === undefined) continue;
      const said = JSON.stringify(passed.data);
      const briefed = before.tasks.tasks.filter((task) => isOpen(task) && task.createdAt <= offer.offeredAt);
      expect(briefed.filter(({ id }) => !said.includes(`"${id}"`))).toEqual([]);
      walked += briefed.length;
    }
  });
  expect(Math.min(walked, refused)).toBeGreaterThan(0);
});
