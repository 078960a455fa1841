/**
 * Who is notified of an event, and how loudly: only people who must act hear a sound. The events come from the domain
 * itself, so that each row of the policy is tested with what the server really sends.
 */
import { describe, expect, it } from 'vitest';
import type { Call } from '../../client/attention/calls.ts';
import { CALLS, callFor } from '../../client/attention/policy.ts';
import { ring, SILENT_SO_FAR, type Rung } from '../../client/attention/ringing.ts';
import { CAPABILITIES } from '../../shared/capabilities.ts';
import type { Actor, AnyEvent } from '../../shared/envelope.ts';
import {
  ana,
  at,
  bob,
  clock,
  declared,
  given,
  joins,
  li,
  priya,
  sam,
  type Act,
  type History,
} from '../support/domain/given.ts';

/** Priya commands, Bob is her deputy, Li has internal comms, Ana responds, Sam is the director and only watches. */
const room = (...more: readonly Act[]): History =>
  given(
    declared(),
    joins('+1s', bob),
    joins('+2s', ana),
    joins('+3s', li),
    joins('+4s', sam, 'observer'),
    at('+5s', priya, 'crew.assign', { person: bob.id, role: 'deputy' }),
    at('+6s', bob, 'crew.accept', { role: 'deputy' }),
    at('+7s', priya, 'crew.assign', { person: li.id, role: 'comms-internal' }),
    at('+8s', li, 'crew.accept', { role: 'comms-internal' }),
    ...more,
  );
const CAST: readonly Actor[] = [priya, bob, ana, li, sam];

/** Everyone whom this act notifies, with the loudest call for each. */
function called(before: History, act: Act): Record<string, Call> {
  const { events, after } = before.when(act);
  const calls = CAST.flatMap((person) =>
    events.flatMap((event: AnyEvent) => {
      const call = callFor(event, { you: person.id, room: after });
      return call === null ? [] : [[person.id, call] as const];
    }),
  );
  return Object.fromEntries(calls);
}

const task = (to: Actor, id = 't1'): Act =>
  at('+1m', priya, 'tasks.assign', { to: to.id, what: 'Check the replicas', minutes: 5 }, { id });

describe('who is called at the desk', () => {
  it('AN40 every type of event of every capability has a decided row in the attention policy, also those that alert no one', () => {
    // Each event has a sentence of its own (AR10).
    const types = CAPABILITIES.flatMap(({ sentences }) => Object.keys(sentences));
    expect(Object.keys(CALLS).toSorted()).toEqual(types.toSorted());
  });

  it('AN41 a task sounds for the one person it is for, within the budget, and is spoken quietly', () => {
    const calls = called(room(), task(ana));
    expect(Object.keys(calls)).toEqual([ana.id]);
    expect(calls[ana.id]).toEqual({ sound: 'ask', spoken: 'polite', subject: 'task.t1' });
  });

  it('AN42 a request for status reaches the owner through mute; a nudge and an overrun stay within the budget', () => {
    const taken = (): History => room(task(ana), at('+1m', ana, 'tasks.acknowledge', { task: 't1' }));
    expect(called(taken(), at('+2m', priya, 'tasks.chase', { task: 't1' }))).toEqual({
      [ana.id]: { sound: 'ask', passes: true, spoken: 'assertive', subject: 'task.t1' },
    });
    expect(called(room(task(ana)), at('+121s', clock, 'clock.ring'))).toEqual({
      [ana.id]: { sound: 'ask', spoken: 'polite', subject: 'task.t1' },
    });
    const over = called(taken(), at('+7m', clock, 'clock.ring'));
    expect(over[priya.id]).toMatchObject({ sound: 'overdue' });
    expect(over[priya.id]).not.toHaveProperty('passes');
    expect(over[bob.id]?.subject).not.toBe('task.t1');
  });

  it('AN43 two minutes without an answer to a task alert the deputy and not the commander', () => {
    const calls = called(room(task(ana)), at('+181s', clock, 'clock.ring'));
    expect(calls[bob.id]).toEqual({ sound: 'overdue', spoken: 'polite', subject: 'task.t1' });
    expect(calls).not.toHaveProperty(priya.id);
  });

  it("AN44 an observer's ask alerts the commander, more quietly comms, and interrupts no one else by sound, speech or notification", () => {
    const calls = called(
      room(),
      at('+1m', sam, 'asks.ask', { kind: 'information', text: 'When is it over?' }, { id: 'q1' }),
    );
    expect(Object.keys(calls).toSorted()).toEqual([li.id, priya.id].toSorted());
    expect(calls[priya.id]).toMatchObject({ sound: 'ask', passes: true, spoken: 'assertive' });
    expect(calls[li.id]).not.toHaveProperty('passes');
  });

  it('AN45 an answer is spoken politely to the person who asked; a forwarded ask reaches its new owner directly', () => {
    const asked = (): History =>
      room(at('+1m', sam, 'asks.ask', { kind: 'information', text: 'When is it over?' }, { id: 'q1' }));
    expect(called(asked(), at('+2m', priya, 'asks.answer', { ask: 'q1', how: 'now', text: 'In an hour.' }))).toEqual({
      [sam.id]: { spoken: 'polite', subject: 'ask.q1' },
    });
    const handed = called(asked(), at('+2m', priya, 'asks.answer', { ask: 'q1', how: 'handed', to: ana.id }));
    expect(handed[ana.id]).toMatchObject({ sound: 'ask', passes: true });
    expect(handed).not.toHaveProperty(bob.id);
  });

  it('AN46 a proposal is spoken to responders without a sound; a go/no-go sounds only for the roles it names', () => {
    const open = called(room(), at('+1m', priya, 'decisions.propose', { text: 'Drain eu-1' }));
    expect(open[ana.id]).toEqual({ spoken: 'polite', waits: true });
    expect(open).not.toHaveProperty(sam.id);
    const poll = called(room(), at('+1m', priya, 'decisions.propose', { text: 'Drain eu-1', stations: ['deputy'] }));
    expect(poll[bob.id]).toMatchObject({ sound: 'ask', passes: true });
    expect(poll[ana.id]).toEqual({ spoken: 'polite' });
  });

  it('AN47 an objection alerts the commander alone; the outcome of a decision is spoken to everyone', () => {
    const running = room(at('+1m', priya, 'decisions.propose', { text: 'Drain eu-1' }, { id: 'd1' }));
    expect(Object.keys(called(running, at('+65s', ana, 'decisions.object', { why: 'The queue is full' })))).toEqual([
      priya.id,
    ]);
    const over = room(
      at('+1m', priya, 'decisions.propose', { text: 'Drain eu-1' }, { id: 'd1' }),
      at('+95s', clock, 'clock.ring'),
    );
    expect(called(over, at('+2m', priya, 'decisions.proceed'))[ana.id]).toEqual({ spoken: 'polite' });
  });

  it('AN48 in a long command the first hour is silent, the second is spoken to the commander, the third also to the deputy; none makes a sound', () => {
    const prompted = (step: string, to: readonly string[]): string[] => {
      const event = { type: 'fatigue.prompted', data: { holder: priya.id, epoch: 1, step, seconds: 3600, to } };
      return CAST.filter(({ id }) => callFor(event, { you: id, room: room().state }) !== null).map(({ id }) => id);
    };
    expect(prompted('one', [priya.id])).toEqual([]);
    expect(prompted('two', [priya.id])).toEqual([priya.id]);
    expect(prompted('three', [priya.id, bob.id])).toEqual([priya.id, bob.id]);
    expect(
      callFor(
        {
          type: 'fatigue.prompted',
          data: { holder: priya.id, epoch: 1, step: 'eight', seconds: 28_800, to: [ana.id] },
        },
        { you: ana.id, room: room().state },
      ),
    ).not.toHaveProperty('sound');
  });

  it('AN49 a due update passes the budget only for the person who owes it', () => {
    const event = { type: 'updates.due', data: { audience: 'internal', nextAt: '', to: [priya.id, li.id, bob.id] } };
    const passes = CAST.filter(({ id }) => callFor(event, { you: id, room: room().state })?.passes === true).map(
      ({ id }) => id,
    );
    expect(passes).toEqual([li.id]);
  });
});

describe('one sound in ten minutes', () => {
  const wish = (occasion: string, now: number, more: { passes?: boolean; muted?: boolean } = {}) => ({
    occasion,
    now,
    passes: more.passes === true,
    muted: more.muted === true,
  });
  const rung = (from: Rung, ...wishes: ReadonlyArray<ReturnType<typeof wish>>): boolean[] => {
    let memory = from;
    return wishes.map((each) => {
      const next = ring(memory, each);
      memory = next ?? memory;
      return next !== null;
    });
  };

  it('AN50 the second sound within ten minutes is not made; what passes is, also while muted', () => {
    const minute = 60_000;
    const start = 100 * minute;
    expect(
      rung(
        SILENT_SO_FAR,
        wish('a', start),
        wish('b', start + 9 * minute),
        wish('c', start + 9 * minute, { passes: true }),
      ),
    ).toEqual([true, false, true]);
    expect(rung(SILENT_SO_FAR, wish('a', start), wish('b', start + 10 * minute))).toEqual([true, true]);
    expect(
      rung(SILENT_SO_FAR, wish('a', start, { muted: true }), wish('b', start, { muted: true, passes: true })),
    ).toEqual([false, true]);
  });

  it('AN51 one occasion sounds in one tab of a browser only, whatever sounded in between', () => {
    expect(
      rung(
        SILENT_SO_FAR,
        wish('a', 1e9, { passes: true }),
        wish('b', 1e9, { passes: true }),
        wish('a', 1e9, { passes: true }),
      ),
    ).toEqual([true, true, false]);
  });
});
