/**
 * What people owe: the most pressing first, each to the person who can act, gone when it is done. Read from rooms that
 * the domain itself made.
 */
import { describe, expect, it } from 'vitest';
import { OWED_OF } from '../../client/attention/capabilities.ts';
import { owedIn, type Owed } from '../../client/attention/owed.ts';
import type { Actor } from '../../shared/envelope.ts';
import {
  ana,
  at,
  bob,
  clock,
  declared,
  given,
  instantOf,
  joins,
  li,
  priya,
  sam,
  type Act,
} from '../support/domain/given.ts';

/** SEV4 promises no updates, so none is owed here. */
const crew: readonly Act[] = [
  declared({ severity: 4 }),
  at('+1s', priya, 'floor.confirm'),
  joins('+1s', bob),
  joins('+2s', ana),
  joins('+3s', li),
  joins('+4s', sam, 'observer'),
  at('+5s', priya, 'crew.assign', { person: bob.id, role: 'deputy' }),
  at('+6s', bob, 'crew.accept', { role: 'deputy' }),
];
const owed = (person: Actor, when: string, ...more: readonly Act[]): readonly Owed[] =>
  owedIn(OWED_OF, given(...crew, ...more).state, person.id, Date.parse(instantOf(when)));
const kinds = (person: Actor, when: string, ...more: readonly Act[]): readonly string[] =>
  owed(person, when, ...more).map(kindOf);
const kindOf = ({ id }: Owed): string => id.split('.')[0] ?? '';

const assign = (to: Actor, id: string, when = '+1m'): Act =>
  at(when, priya, 'tasks.assign', { to: to.id, what: `Do ${id}`, minutes: 5 }, { id });
const acknowledge = (who: Actor, task: string, when = '+61s'): Act => at(when, who, 'tasks.acknowledge', { task });

describe('what is owed about tasks', () => {
  it('AN52 a task is owed by its owner from the offer on, and again when its time is over', () => {
    expect(kinds(ana, '+61s', assign(ana, 't1'))).toEqual(['acknowledge']);
    expect(kinds(ana, '+2m', assign(ana, 't1'), acknowledge(ana, 't1'))).toEqual([]);
    const over = [assign(ana, 't1'), acknowledge(ana, 't1'), at('+7m', clock, 'clock.ring')];
    expect(kinds(ana, '+7m', ...over)).toEqual(['over']);
    expect(kinds(ana, '+7m', ...over, at('+7m', ana, 'tasks.more-time', { task: 't1', minutes: 5 }))).toEqual([]);
  });

  it('AN53 an overdue task asks its team lead once to ask for status, and from then on its owner for an answer', () => {
    const over = [assign(ana, 't1'), acknowledge(ana, 't1'), at('+7m', clock, 'clock.ring')];
    const later = (person: Actor, ...more: readonly Act[]): readonly string[] => kinds(person, '+8m', ...over, ...more);
    expect(later(priya)).toEqual(['late']);
    const chased = at('+7m', priya, 'tasks.chase', { task: 't1' });
    expect(later(priya, chased)).toEqual([]);
    expect(later(ana, chased)).toEqual(['chased']);
    expect(
      later(ana, chased, at('+8m', ana, 'tasks.report', { task: 't1', condition: 'Two of three are fine' })),
    ).toEqual(['over']);
  });

  it("AN54 two minutes of silence are the deputy's to ask about, and after that the commander's to reassign", () => {
    const silent = [assign(ana, 't1'), at('+181s', clock, 'clock.ring')];
    expect(kinds(bob, '+3m', ...silent)).toEqual(['unanswered']);
    expect(kinds(priya, '+181s', ...silent)).not.toContain('unanswered');
    const asked = at('+190s', bob, 'tasks.chase', { task: 't1' });
    expect(kinds(bob, '+190s', ...silent, asked)).toEqual([]);
    expect(kinds(priya, '+190s', ...silent, asked)).toContain('unanswered');
  });

  it('AN55 a declined task is owed by the person who assigned it', () => {
    const declined = [assign(ana, 't1'), at('+70s', ana, 'tasks.decline', { task: 't1', why: 'On a train' })];
    expect(owed(priya, '+70s', ...declined)).toMatchObject([{ words: ['Ana S declined: Do t1. “On a train”'] }]);
    expect(kinds(ana, '+70s', ...declined)).toEqual([]);
  });

  it('AN92 a reassigned task names who reassigned it, and what was declined before the present command is the new commander’s too', () => {
    const passed = at('+70s', bob, 'tasks.pass-on', { task: 't1', to: li.id });
    expect(owed(li, '+70s', assign(bob, 't1'), passed)).toMatchObject([
      { words: ['Bob L reassigned to you: Do t1, 5 min. ', 'Unacknowledged ', { since: instantOf('+70s') }] },
    ]);
    const declined = [assign(ana, 't1'), at('+70s', ana, 'tasks.decline', { task: 't1', why: 'On a train' })];
    const { state } = given(...crew, ...declined);
    const after = { ...state, floor: { ...state.floor, holder: li.id, since: instantOf('+80s') } };
    for (const [who, owes] of [
      [priya, true],
      [li, true],
      [bob, false],
    ] as const)
      expect(
        owedIn(OWED_OF, after, who.id, Date.parse(instantOf('+90s'))).some(({ id }) => id === 'declined.t1'),
        who.name,
      ).toBe(owes);
  });

  it('AN90 a blocked task is owed by the person its owner reports to, with what is needed, and is not asked whether it is finished', () => {
    const blocked = [
      assign(ana, 't1'),
      acknowledge(ana, 't1'),
      at('+2m', ana, 'tasks.block', { task: 't1', need: 'Access to db-7' }),
    ];
    expect(owed(priya, '+2m', ...blocked)).toMatchObject([
      { words: ['Ana S is blocked: Do t1. Needs: Access to db-7'] },
    ]);
    expect(kinds(priya, '+8m', ...blocked, at('+8m', clock, 'clock.ring'))).toEqual(['blocked']);
    expect(kinds(priya, '+3m', ...blocked, at('+3m', ana, 'tasks.more-time', { task: 't1', minutes: 5 }))).toEqual([]);
  });

  it('AN93 who gets a task that was blocked reads what it needs; the commander of a reopened room owes an answer about what its close left open', () => {
    const stuck = [assign(ana, 't1'), at('+62s', ana, 'tasks.block', { task: 't1', need: 'the password' })];
    const passed = [...stuck, at('+63s', ana, 'tasks.pass-on', { task: 't1', to: li.id })];
    expect(owed(li, '+64s', ...passed)[0]?.words).toContain('It was blocked. Needs: the password. ');
    const closed = [...stuck, at('+70s', priya, 'incident.close')];
    expect(kinds(priya, '+71s', ...closed)).toEqual([]);
    const reopened = [...closed, at('+80s', bob, 'incident.reopen', { why: 'errors are back' })];
    const left = owed(bob, '+81s', ...reopened).find((each) => kindOf(each) === 'left');
    expect(left?.words[0]).toContain('1 task was open at the close: ');
    expect(left?.press.verb).toBe('Offer again');
    expect(kinds(priya, '+81s', ...reopened)).not.toContain('left');
    const settled = [...reopened, at('+82s', bob, 'tasks.settle-left', { how: 'offer' })];
    expect(kinds(bob, '+83s', ...settled)).not.toContain('left');
    expect(kinds(ana, '+83s', ...settled)).toContain('acknowledge');
  });

  it('AN91 the commander owes a volunteer for a role an answer until they have it', () => {
    const willing = at('+1m', ana, 'crew.volunteer', { role: 'scribe' });
    expect(owed(priya, '+2m', willing)).toMatchObject([
      { press: { command: { type: 'crew.assign', data: { person: ana.id, role: 'scribe' } } } },
    ]);
    expect(kinds(bob, '+2m', willing)).toEqual([]);
    expect(kinds(priya, '+2m', willing, at('+2m', priya, 'crew.assign', { person: ana.id, role: 'scribe' }))).toEqual(
      [],
    );
  });

  it("AN56 an overdue task in a team is asked about by the team's lead and not by the commander", () => {
    const team = at('+50s', priya, 'teams.form', {
      name: 'Database',
      leader: li.id,
      goal: 'Replicas in step',
      minutes: 60,
      members: [ana.id],
    });
    const over = [team, assign(ana, 't1'), acknowledge(ana, 't1'), at('+7m', clock, 'clock.ring')];
    expect(kinds(li, '+7m', ...over)).toEqual(['late']);
    expect(kinds(priya, '+7m', ...over)).not.toContain('late');
  });

  it('AN57 a team whose time is over is owed by its lead', () => {
    const team = at('+50s', priya, 'teams.form', {
      name: 'Database',
      leader: li.id,
      goal: 'Replicas in step',
      minutes: 1,
      members: [ana.id],
    });
    expect(kinds(li, '+2m', team, at('+2m', clock, 'clock.ring'))).toEqual(['team']);
    expect(kinds(priya, '+2m', team, at('+2m', clock, 'clock.ring'))).not.toContain('team');
  });
});

describe('what is owed about decisions and questions', () => {
  const propose = at('+1m', priya, 'decisions.propose', { text: 'Drain eu-1' });

  it('AN58 a response to a proposal is owed by responders while its time runs, then the decision by the commander', () => {
    expect(kinds(ana, '+61s', propose)).toEqual(['hear']);
    expect(kinds(sam, '+61s', propose)).toEqual([]);
    expect(kinds(priya, '+61s', propose)).toEqual([]);
    expect(kinds(ana, '+62s', propose, at('+62s', ana, 'decisions.hear'))).toEqual([]);
    expect(kinds(priya, '+90s', propose)).toEqual(['decide']);
    const closed = at('+90s', clock, 'clock.ring');
    expect(kinds(ana, '+90s', propose, closed)).toEqual([]);
    expect(kinds(priya, '+90s', propose, closed)).toEqual(['decide']);
  });

  it('AN59 in a go/no-go only people with a named role owe an answer', () => {
    const poll = at('+1m', priya, 'decisions.propose', { text: 'Fail over', stations: ['deputy'] });
    expect(kinds(bob, '+61s', poll)).toEqual(['station']);
    expect(kinds(ana, '+61s', poll)).toEqual([]);
    expect(kinds(bob, '+62s', poll, at('+62s', bob, 'decisions.answer', { go: true }))).toEqual([]);
  });

  it('AN60 asks show as one line to the commander, quietly to comms, and to no one else', () => {
    const comms = [
      at('+10s', priya, 'crew.assign', { person: li.id, role: 'comms-external' }),
      at('+11s', li, 'crew.accept', { role: 'comms-external' }),
    ];
    const ask = (id: string): Act => at('+1m', sam, 'asks.ask', { kind: 'information', text: `When? ${id}` }, { id });
    expect(owed(priya, '+2m', ...comms, ask('q1'), ask('q2'))).toMatchObject([
      {
        id: 'ask.q1.waiting',
        urgent: false,
        words: ['2 questions waiting. Sam O asks: When? q1 (', { ago: instantOf('+1m') }, ')'],
      },
    ]);
    expect(kinds(li, '+2m', ...comms, ask('q1'))).toEqual(['ask-seen']);
    for (const person of [bob, ana, sam]) expect(kinds(person, '+2m', ...comms, ask('q1'))).toEqual([]);
  });

  it('AN61 a forwarded ask is owed by its new owner, and by the commander again once it is overdue', () => {
    const handed = [
      at('+1m', sam, 'asks.ask', { kind: 'information', text: 'When?' }, { id: 'q1' }),
      at('+65s', priya, 'asks.answer', { ask: 'q1', how: 'handed', to: ana.id, minutes: 1 }),
    ];
    expect(kinds(ana, '+70s', ...handed)).toEqual(['ask']);
    expect(kinds(priya, '+70s', ...handed)).toEqual([]);
    expect(owed(priya, '+2m', ...handed, at('+125s', clock, 'clock.ring'))).toMatchObject([
      { id: expect.stringMatching(/^ask\./), urgent: true },
    ]);
  });
});

describe('the order of what is owed', () => {
  it('AN62 what runs out in seconds is owed before what waits for minutes, and only what cannot wait is drawn as urgent', () => {
    const poll = at('+6m', priya, 'decisions.propose', { text: 'Fail over' });
    const list = owed(
      ana,
      '+361s',
      at('+50s', priya, 'crew.assign', { person: ana.id, role: 'scribe' }),
      assign(ana, 't1'),
      acknowledge(ana, 't1'),
      at('+361s', clock, 'clock.ring'),
      assign(ana, 't2', '+361s'),
      { ...poll, at: instantOf('+361s') },
    );
    expect(list.map(kindOf)).toEqual(['hear', 'acknowledge', 'over', 'seat']);
    expect(list.filter(({ urgent }) => urgent).map(kindOf)).toEqual(['over']);
    expect(list.filter(({ carded }) => carded).map(kindOf)).toEqual(['hear']);
  });
});
