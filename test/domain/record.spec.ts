/** The timeline as a reader sees it: what stays under "Essentials", and what stands together as one line. */
import { describe, expect, it } from 'vitest';
import { handsOn } from '../../client/floor/hands-on.ts';
import { sightOf } from '../../client/incident/sight.ts';
import { tell } from '../../client/session/telling.ts';
import { rowsOf, type Detail, type Row } from '../../client/timeline/rows.ts';
import { entriesOf } from '../../shared/timeline/entries.ts';
import { ana, at, bob, declared, given, joins, li, priya, type Act } from '../support/domain/given.ts';

const NAMES: Readonly<Record<string, string>> = { [priya.id]: 'Priya N', [bob.id]: 'Bob L', [ana.id]: 'Ana S' };
const name = (person: string): string => NAMES[person] ?? person;

function rows(detail: Detail, ...acts: readonly Act[]): readonly Row[] {
  const entries = entriesOf(given(...acts).commits, (event, named) =>
    tell(event, (person) => (named(person), name(person))),
  );
  return rowsOf(entries, 'timeline', detail, 'utc');
}

/** The types in each row, those of one row together. */
const typesOf = (row: Row): string =>
  row.kind === 'entry'
    ? [row.entry, ...row.also].map(({ type }) => type).join(' + ')
    : row.kind === 'arrivals'
      ? `${row.entries.length} arrivals`
      : row.kind;

const room = [declared({ severity: 4 }), joins('+10s', bob), joins('+11s', ana), joins('+12s', li)];

describe('the record', () => {
  it('TI95 essentials show decisions, objections and blocked tasks', () => {
    const told = rows(
      'notes',
      ...room,
      at('+1m', priya, 'decisions.propose', { text: 'Roll back' }, { id: 'd-1' }),
      at('+61s', bob, 'decisions.object', { why: 'the schema moved' }),
      at('+62s', ana, 'decisions.hear', {}),
      at('+95s', priya, 'decisions.proceed', { why: 'it did not' }),
      at('+2m', priya, 'tasks.assign', { to: bob.id, what: 'check', minutes: 5 }, { id: 't-1' }),
      at('+121s', bob, 'tasks.block', { task: 't-1', need: 'the password' }),
    ).map(typesOf);
    expect(told).toEqual(
      expect.arrayContaining(['decisions.proposed', 'decisions.objected', 'decisions.proceeded', 'tasks.blocked']),
    );
    expect(told.filter((types) => /heard|assigned|joined/.test(types))).toEqual([]);
  });

  it('TI96 people who join one after another are one line, and so is what one act brought with it; nothing is left out', () => {
    const acts = [
      ...room,
      at('+20s', priya, 'tasks.assign', { to: bob.id, what: 'check', minutes: 5 }, { id: 't-1' }),
      at('+21s', priya, 'decisions.propose', { text: 'Roll back' }, { id: 'd-1' }),
      at('+22s', priya, 'incident.close', {}),
    ];
    const told = rows('all', ...acts).map(typesOf);
    expect(told).toContain('3 arrivals');
    expect(told.filter((types) => types.includes('incident.closed'))).toHaveLength(1);
    expect(told.at(-1)).toMatch(/^incident\.closed \+ .*floor\.ended/);
    const all = given(...acts).commits.flatMap(({ events }) => events.map(({ type }) => type));
    const shown = told.flatMap((types) =>
      types === '3 arrivals' ? Array<string>(3).fill('crew.joined') : types.split(' + '),
    );
    expect(shown).toEqual(all);
    // Two are told singly, and someone's own note between arrivals keeps its place.
    expect(
      rows('all', ...room.slice(0, 3))
        .map(typesOf)
        .slice(-2),
    ).toEqual(['crew.joined', 'crew.joined']);
    const between = [declared({ severity: 4 }), joins('+1s', bob), joins('+2s', ana)];
    const noted = at('+3s', bob, 'timeline.note', { text: 'seen' });
    expect(
      rows('all', ...between, noted, joins('+4s', li))
        .map(typesOf)
        .slice(-4),
    ).toEqual(['crew.joined', 'crew.joined', 'timeline.noted', 'crew.joined']);
  });

  it('TK101 a commander who said why they keep a task is not asked about it again', () => {
    const brief = { trend: 'steady', ifThen: ['If the queue grows past 10k, fail over'] } as const;
    const kept = given(
      ...room,
      at('+14s', priya, 'floor.confirm'),
      at('+20s', priya, 'tasks.assign', { to: bob.id, what: 'check', minutes: 5 }, { id: 't-1' }),
      at('+30s', priya, 'floor.offer', { to: bob.id, brief }, { id: 'o-1' }),
      at('+60s', bob, 'floor.accept', {
        offerId: 'o-1',
        readBack: 'Call the database team',
        taken: [],
        kept: [{ taskId: 't-1', why: 'nobody else knows it' }],
      }),
    );
    expect(handsOn(kept.state.tasks.tasks, bob.id)).toEqual([]);
    kept.when(at('+70s', bob, 'tasks.take', { what: 'another', minutes: 5 }, { id: 't-2' })).then('tasks.taken');
    expect(handsOn(kept.state.tasks.tasks, bob.id).map(({ id }) => id)).toEqual(['t-2']);
  });

  it('TI97 a Now block that is older than what is loaded counts as seen only by those who have seen anything that is loaded', () => {
    const person = (id: string, seen: number) => ({
      id,
      name: id,
      roles: [],
      as: 'responder',
      connected: true,
      idle: false,
      devices: 1,
      zone: null,
      seen,
    });
    const people = [
      person('reader', 0),
      person('asleep', 17),
      person('awake', 130),
      { ...person('gone', 0), connected: false },
    ];
    expect(sightOf(people, 'reader', { version: null, firstLoaded: 101 })).toEqual({ here: 3, unseen: ['asleep'] });
    expect(sightOf(people, 'reader', { version: 131, firstLoaded: 101 })).toEqual({
      here: 3,
      unseen: ['asleep', 'awake'],
    });
    expect(sightOf(people, 'reader', { version: 17, firstLoaded: 1 })).toEqual({ here: 3, unseen: [] });
  });
});
