/**
 * Fatigue: a commander is asked after one, two, three and eight hours in a row, and no one is blocked. The rooms are
 * SEV4, so that only these prompts have deadlines in them.
 */
import { describe, expect, it } from 'vitest';
import { inARow, inTotal } from '../../shared/fatigue/command-time.ts';
import { sentences } from '../../shared/fatigue/sentences.ts';
import { sentences as crew } from '../../shared/crew/sentences.ts';
import { due } from '../../shared/room.ts';
import {
  ana,
  at,
  bob,
  declared,
  given,
  instantOf,
  joins,
  li,
  losesLink,
  POLICY,
  priya,
  rings,
  type Act,
} from '../support/domain/given.ts';

const room = [declared({ severity: 4 }), joins('+1s', ana), joins('+2s', bob), joins('+3s', li, 'observer')];
const prompted = (data: object) => ({ type: 'fatigue.prompted', data });
const deputy = [
  at('+10s', priya, 'crew.assign', { person: bob.id, role: 'deputy' }),
  at('+11s', bob, 'crew.accept', { role: 'deputy' }),
];
const hours = (...all: number[]): Act[] => all.map((hour) => rings(`+${hour}h`));

describe('prompts', () => {
  it('FA1 after one and two hours in a row the commander is asked, each time once', () => {
    given(...room)
      .when(rings('+59m'))
      .changesNothing();
    given(...room)
      .when(rings('+1h'))
      .then(prompted({ holder: priya.id, epoch: 1, step: 'one', seconds: 3600, to: [priya.id] }));
    given(...room, ...hours(1))
      .when(rings('+61m'))
      .changesNothing();
    given(...room, ...hours(1))
      .when(rings('+2h'))
      .then(prompted({ step: 'two', to: [priya.id] }));
  });

  it('FA2 after three hours the deputy is told as well, if there is one', () => {
    given(...room, ...deputy, ...hours(1, 2))
      .when(rings('+3h'))
      .then(prompted({ step: 'three', to: [priya.id, bob.id] }));
    expect(given(...room, ...hours(1, 2)).when(rings('+3h')).events).toMatchObject([
      prompted({ step: 'three', to: [priya.id] }),
    ]);
  });

  it('FA3 after eight hours every responder is told, and then the clock is silent', () => {
    const told = given(...room, ...hours(1, 2, 3))
      .when(rings('+8h'))
      .then(prompted({ step: 'eight', seconds: 28_800 }));
    expect(told.events[0]?.data).toMatchObject({ to: [priya.id, ana.id, bob.id] });
    expect(due(told.after)).toBeNull();
  });

  it('FA4 of steps that were missed while nothing ran only the latest is said', () => {
    given(...room)
      .when(rings('+5h'))
      .then(prompted({ step: 'three', seconds: 18_000 }));
    expect(due(given(...room, ...hours(5)).state)).toBe(instantOf('+8h'));
  });

  it('FA5 a new tenure is counted from its own beginning', () => {
    const assumed = [...room, ...hours(1), losesLink('+70m', priya), at('+80m', bob, 'floor.assume', { why: 'Gone' })];
    expect(due(given(...assumed).state)).toBe(instantOf('+140m'));
    given(...assumed)
      .when(rings('+2h'))
      .changesNothing();
    given(...assumed)
      .when(rings('+140m'))
      .then(prompted({ holder: bob.id, epoch: 2, step: 'one', to: [bob.id] }));
  });

  it('FA6 a closed incident prompts no one; a reopened one starts counting again', () => {
    const closed = [...room, at('+50m', priya, 'incident.close', {})];
    expect(due(given(...closed).state)).toBeNull();
    const reopened = [...closed, at('+90m', priya, 'incident.reopen', { why: 'back again' })];
    expect(due(given(...reopened).state)).toBe(instantOf('+150m'));
  });

  it("FA7 the room's policy says how long an hour of command is", () => {
    const short = [declared({ severity: 4, policy: { ...POLICY, commandHourSeconds: 60 } })];
    given(...short)
      .when(rings('+1m'))
      .then(prompted({ step: 'one', seconds: 60 }));
    given(...short, rings('+1m'))
      .when(rings('+8m'))
      .then(prompted({ step: 'eight' }));
  });

  it("FA8 a prompt against fatigue blocks no one and does not count as the commander's act", () => {
    const asked = given(declared({ severity: 4 })).when(rings('+1h'));
    expect(asked.after.floor.provisional).toBe(true);
    given(...room, ...hours(8))
      .when(at('+9h', priya, 'incident.retitle', { title: 'Payments down' }))
      .then('incident.retitled', 'floor.confirmed');
  });
});

describe('time in command', () => {
  it('FA9 in a row is the present tenure, in total are all tenures of a person', () => {
    const { state } = given(
      ...room,
      at('+10m', priya, 'incident.close', {}),
      at('+20m', bob, 'incident.reopen', { why: 'back' }),
      at('+25m', bob, 'incident.close', {}),
      at('+30m', priya, 'incident.reopen', { why: 'again' }),
    );
    const now = instantOf('+45m');
    expect([
      inARow(state, now),
      inTotal(state, priya.id, now),
      inTotal(state, bob.id, now),
      inTotal(state, ana.id, now),
    ]).toEqual([900, 1500, 300, 0]);
    expect(inARow(state, instantOf('+29m'))).toBe(0);
    expect(inARow(given(...room, at('+10m', priya, 'incident.close', {})).state, now)).toBe(0);
  });
});

it('FA10 long command is told as a question, and rest with thanks', () => {
  const name = (): string => 'Priya N';
  const told = (step: 'one' | 'three' | 'eight', seconds: number, ...to: string[]): string =>
    sentences['fatigue.prompted']({ holder: priya.id, epoch: 1, step, seconds, to }, name);
  expect(told('one', 3600)).toBe('Priya N has been in command for 1 h in a row. Still OK to continue?');
  expect(told('three', 10_800, priya.id, bob.id)).toBe(
    'Priya N has been in command for 3 h in a row. Deputy notified: plan the handoff.',
  );
  expect(told('three', 10_800, priya.id)).toBe(
    'Priya N has been in command for 3 h in a row. There’s no deputy: name one and plan the handoff.',
  );
  expect(told('eight', 29_100)).toBe(
    'Priya N has been in command for 8 h 5 min in a row. Everyone here is notified: someone needs to take over.',
  );
  expect(crew['crew.availability-set']({ person: ana.id, availability: 'resting' }, () => 'Ana S')).toBe(
    'Ana S is resting. Thank you.',
  );
});
