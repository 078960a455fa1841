/**
 * What the cards of decisions and asks read from the room: who hasn't responded, who has which role, what an answer
 * says. The browser tests look at the cards themselves.
 */
import { describe, expect, it } from 'vitest';
import { answerInWords } from '../../client/asks/answer-words.ts';
import { answers, isDisturbed, placeInWords } from '../../client/asks/kinds.ts';
import { silent, standOf, stationName } from '../../client/decisions/words-said.ts';
import { saidBy } from '../../shared/decisions/against.ts';
import type { PersonHere } from '../../shared/protocol.ts';
import type { RoomState } from '../../shared/room.ts';
import { ana, at, bob, declared, given, joins, li, priya, sam } from '../support/domain/given.ts';

const people = (...here: readonly string[]): Readonly<Record<string, PersonHere>> =>
  Object.fromEntries(
    here.map((id) => [id, { id, connected: true, idle: false, zone: null, devices: 1 } as PersonHere]),
  );
const here = people(priya.id, bob.id, ana.id, sam.id);
const crew = [
  declared(),
  joins('+1s', bob),
  joins('+2s', ana),
  joins('+3s', li),
  joins('+4s', sam, 'observer'),
] as const;
const proposal = at('+1m', priya, 'decisions.propose', { text: 'drain eu-1' });
const seats = (role: string, who: typeof bob) => [
  at('+20s', priya, 'crew.assign', { person: who.id, role }),
  at('+21s', who, 'crew.accept', { role }),
];

function running({ decisions }: RoomState): NonNullable<RoomState['decisions']['running']> {
  if (decisions.running === null) throw new Error('nothing runs');
  return decisions.running;
}

describe('the cards of decisions and asks', () => {
  it('DE80 whose word is missing: connected responders who said nothing yet, never the commander, observers or the absent', () => {
    const asked = given(...crew, proposal).state;
    expect(silent(running(asked), asked, here)).toEqual([bob.id, ana.id]);
    const heard = given(...crew, proposal, at('+65s', bob, 'decisions.hear')).state;
    expect(silent(running(heard), heard, here)).toEqual([ana.id]);
    expect(silent(running(asked), asked, people(li.id))).toEqual([li.id]);
  });

  it('DE81 on the card a response counts for the wording it was given to: after an amendment it is missing again', () => {
    const objected = [
      ...crew,
      proposal,
      at('+65s', bob, 'decisions.object', { why: 'replicas are behind' }),
      at('+66s', ana, 'decisions.hear'),
    ];
    const before = given(...objected).state;
    expect(saidBy(running(before), bob.id)).toMatchObject({ why: 'replicas are behind' });
    expect(saidBy(running(before), ana.id)).toBe('heard');
    const after = given(...objected, at('+70s', priya, 'decisions.amend', { text: 'drain half of eu-1' })).state;
    expect(saidBy(running(after), bob.id)).toBeNull();
    expect(silent(running(after), after, here)).toEqual([bob.id, ana.id]);
  });

  it('DE82 on the card a silent role waits while its time runs and is missing after it, never a go', () => {
    const poll = at('+1m', priya, 'decisions.propose', {
      text: 'fail over',
      stations: ['deputy', 'scribe', 'tech-lead'],
    });
    const state = given(
      ...crew,
      ...seats('deputy', bob),
      ...seats('scribe', ana),
      poll,
      at('+65s', bob, 'decisions.answer', { go: true }),
      at('+66s', ana, 'decisions.answer', { go: false, why: 'not yet' }),
    ).state;
    const stations = running(state).stations ?? [];
    expect(stations.map((station) => standOf(station, false))).toEqual(['go', 'no-go', 'waiting']);
    expect(stations.map((station) => standOf(station, true))).toEqual(['go', 'no-go', 'missing']);
    expect(['commander', 'tech-lead', 'data-keeper'].map(stationName)).toEqual([
      'Commander',
      'Tech lead',
      'Data keeper',
    ]);
  });

  it('AK80 the number of open asks shows for commander and comms only; the button to answer also for the deputy and the person it was forwarded to', () => {
    const ask = at('+1m', sam, 'asks.ask', { kind: 'information', text: 'How long?' }, { id: 'ask-1' });
    const asked = [...crew, ...seats('comms-internal', ana), ...seats('deputy', bob), ask];
    const state = given(...asked).state;
    const open = state.asks.open[0];
    if (open === undefined) throw new Error('nothing was asked');
    const all = [priya, bob, ana, li, sam];
    expect(all.filter(({ id }) => isDisturbed(state, id))).toEqual([priya, ana]);
    expect(all.filter(({ id }) => answers(state, open, id))).toEqual([priya, bob, ana]);
    const handed = given(
      ...asked,
      at('+2m', priya, 'asks.answer', { ask: 'ask-1', how: 'handed', to: li.id, minutes: 5 }),
    ).state;
    expect(all.filter(({ id }) => answers(handed, handed.asks.open[0] ?? open, id))).toEqual([priya, bob, ana, li]);
  });

  it('AK81 each way to answer reaches the asker in words: who, how, and by when', () => {
    const reader = {
      name: (person: string) => (person === bob.id ? 'Bob L' : 'Priya N'),
      clock: (instant: string) => instant.slice(11, 16),
    };
    const said = { ask: 'ask-1', asker: sam.id, by: priya.id };
    const answerBy = '2026-03-01T03:50:00.000Z';
    expect(answerInWords({ ...said, how: 'now', text: 'By five.' }, reader)).toBe('Priya N answered: By five.');
    expect(answerInWords({ ...said, how: 'no' }, reader)).toBe('Priya N said no.');
    expect(answerInWords({ ...said, how: 'later', answerBy }, reader)).toBe('Priya N will answer by 03:50.');
    expect(answerInWords({ ...said, how: 'handed', to: bob.id, answerBy, text: 'Bob knows' }, reader)).toBe(
      'Priya N forwarded your question to Bob L, answer by 03:50: Bob knows',
    );
    expect([1, 2, 3, 4].map(placeInWords)).toEqual(['first', 'second', 'third', 'number 4']);
  });
});
