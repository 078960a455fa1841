/**
 * The rules of reminders: which rung fires when, for which people, and what silences it.
 */
import { describe, expect, it } from 'vitest';
import { due } from '../../shared/room.ts';
import type { Actor } from '../../shared/envelope.ts';
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
  sam,
  type Act,
} from '../support/domain/given.ts';

const seat = (person: Actor, role: string) => [
  at('+2s', priya, 'crew.assign', { person: person.id, role }),
  at('+3s', person, 'crew.accept', { role }),
];
const post = (when: string, next: string) =>
  at(when, priya, 'updates.post', { audience: 'internal', text: 'x', nextAt: instantOf(next) });
/**
 * Ana is comms, Bob deputy; the update is promised for +30 min. The prompts of a long command begin later, so that only
 * updates fall due.
 */
const room = (...acts: Act[]) =>
  given(
    declared({ policy: { ...POLICY, commandHourSeconds: 86_400 } }),
    joins('+1s', ana),
    joins('+1s', bob),
    joins('+1s', li),
    joins('+1s', sam, 'observer'),
    ...seat(ana, 'comms-internal'),
    ...seat(bob, 'deputy'),
    post('+10s', '+30m'),
    ...acts,
  );
const to = (...people: Actor[]) => people.map((person) => person.id);

describe('the ladder', () => {
  it('UP24 soon for commander and comms, due for the deputy too, overdue for the room, a holding update for the deputy', () => {
    expect(due(room().state)).toBe(instantOf('+25m'));
    room()
      .when(rings('+25m'))
      .then({ type: 'updates.soon', data: { audience: 'internal', nextAt: instantOf('+30m'), to: to(priya, ana) } });
    room(rings('+25m'))
      .when(rings('+30m'))
      .then({ type: 'updates.due', data: { to: to(priya, ana, bob) } });
    room(rings('+30m'))
      .when(rings('+35m'))
      .then({ type: 'updates.overdue', data: { to: to(priya, ana, bob, li) } });
    room(rings('+35m'))
      .when(rings('+40m'))
      .then({ type: 'updates.holding-offered', data: { to: to(bob) } });
  });

  it('UP25 no reminder fires early, twice, or after the last one', () => {
    room().when(rings('+1499s')).changesNothing();
    room(rings('+25m')).when(rings('+26m')).changesNothing();
    expect(due(room(rings('+40m')).state)).toBe(instantOf('+24h'));
  });

  it('UP26 posting or a new promised time silences a reminder, which then starts again', () => {
    const posted = room(rings('+35m'), post('+36m', '+60m'));
    expect(due(posted.state)).toBe(instantOf('+55m'));
    expect(due(room(at('+26m', priya, 'updates.promise', { nextAt: instantOf('+50m'), why: 'in a call' })).state)).toBe(
      instantOf('+45m'),
    );
  });

  it('UP27 of the reminders missed while everything was down only the latest fires', () => {
    room().when(rings('+2h')).then('updates.holding-offered');
  });

  it('UP28 a reminder that was past when the promise was made never fires', () => {
    expect(due(given(declared()).state)).toBe(instantOf('+5m'));
    expect(due(room(post('+20s', '+4m')).state)).toBe(instantOf('+4m'));
  });

  it('UP29 people whose link is lost are left out; a reminder with no one left passes to the next group, finally to every responder', () => {
    room(losesLink('+20m', priya))
      .when(rings('+25m'))
      .then({ type: 'updates.soon', data: { to: to(ana) } });
    room(losesLink('+20m', priya), losesLink('+20m', ana))
      .when(rings('+25m'))
      .then({ type: 'updates.soon', data: { to: to(bob) } });
    room(losesLink('+20m', priya), losesLink('+20m', ana), losesLink('+20m', bob))
      .when(rings('+25m'))
      .then({ type: 'updates.soon', data: { to: to(li) } });
    room(rings('+35m'), losesLink('+36m', bob))
      .when(rings('+40m'))
      .then({ type: 'updates.holding-offered', data: { to: to(priya, ana, li) } });
  });

  it('UP30 the reminder belongs to the room: it follows the floor to a new commander', () => {
    const offer = at(
      '+15m',
      priya,
      'floor.offer',
      { to: li.id, brief: { trend: 'steady', ifThen: ['none'] } },
      { id: 'o-1' },
    );
    const accepted = at('+16m', li, 'floor.accept', {
      offerId: 'o-1',
      readBack: 'Check the database first',
      taken: [],
    });
    room(offer, accepted)
      .when(rings('+25m'))
      .then({ type: 'updates.soon', data: { to: to(li, ana) } });
  });

  it('UP31 a reached deadline comes before the command that found it, in the same commit', () => {
    room()
      .when(at('+31m', li, 'timeline.say', { text: 'hello' }))
      .then('updates.due', 'timeline.said');
  });
});
