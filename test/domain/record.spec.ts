/** The timeline as a reader sees it: what stays under "Essentials", and what stands together as one line. */
import { describe, expect, it } from 'vitest';
import { asksHandsOn, handsOn } from '../../client/floor/hands-on.ts';
import { sightOf } from '../../client/incident/sight.ts';
import { tell } from '../../client/session/telling.ts';
import { isLate, rowsOf, type Detail, type Order, type Row } from '../../client/timeline/rows.ts';
import { clockAndDay, duration, roughly, weekday } from '../../client/ui/times.ts';
import { slowerRhythm } from '../../client/updates/slower.ts';
import { entriesOf, type TimelineEntry } from '../../shared/timeline/entries.ts';
import { ana, at, bob, declared, given, instantOf, joins, li, priya, type Act } from '../support/domain/given.ts';

const NAMES: Readonly<Record<string, string>> = { [priya.id]: 'Priya N', [bob.id]: 'Bob L', [ana.id]: 'Ana S' };
const name = (person: string): string => NAMES[person] ?? person;

/** The day of the declaration. */
const DAY = given(declared({})).commits[0]?.at.slice(0, 10) ?? '';

function rows(detail: Detail, ...acts: readonly Act[]): readonly Row[] {
  return rowsOn(DAY, detail, ...acts);
}

function rowsOn(today: string, detail: Detail, ...acts: readonly Act[]): readonly Row[] {
  const entries = entriesOf(given(...acts).commits, (event, named) =>
    tell(event, (person) => (named(person), name(person))),
  );
  return rowsOf(entries, 'timeline', { detail, order: 'recorded', zone: 'utc', today });
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
  it('TI108 each day is named where it begins, once there is more than today', () => {
    const note = (when: string) => at(when, bob, 'timeline.note', { text: `at ${when}` });
    const days = (told: readonly Row[]): readonly string[] =>
      told.flatMap((row) => (row.kind === 'day' ? [row.day] : row.kind === 'entry' ? [row.entry.text] : []));
    const acts = [declared({ severity: 4 }), joins('+10s', bob), note('+1m'), note('+25h'), note('+26h')];
    expect(days(rows('notes', ...acts.slice(0, 3))).slice(-1)).toEqual(['at +1m']);
    const next = new Date(Date.parse(DAY) + 86_400_000).toISOString().slice(0, 10);
    const told = days(rowsOn(next, 'notes', ...acts));
    expect(told[0]).toBe(weekday(DAY, next));
    expect(told.slice(-4)).toEqual(['at +1m', weekday(next, next), 'at +25h', 'at +26h']);
    // Read in another year, the year is said too.
    expect(days(rowsOn('2031-01-01', 'notes', ...acts))[0]).toBe(`${weekday(DAY, DAY)} ${DAY.slice(0, 4)}`);
  });

  it('TI109 a moment that is not of today, or of the day said beside it, has its day; long durations have days', () => {
    expect(clockAndDay('2026-11-29T03:40:12Z', '2026-11-29')).toBe('03:40Z');
    expect(clockAndDay('2026-11-29T03:40:12Z', '2026-11-30', 'seconds')).toBe('29\u00a0Nov 03:40:12Z');
    expect(clockAndDay('2025-11-29T03:40:12Z', '2026-11-29')).toBe('29\u00a0Nov 2025 03:40Z');
    expect(weekday('2026-11-29', '2026-11-30')).toBe('Sun 29\u00a0Nov');
    expect([86_399, 86_400, 72 * 3600, 74 * 3600 + 59].map(duration)).toEqual(['23:59:59', '1 d', '3 d', '3 d 2 h']);
    expect([3_600, 90_000].map(roughly)).toEqual(['1 h', '1 d 1 h']);
  });

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
    expect(sightOf(people, 'reader', { version: null, firstLoaded: 101 })).toEqual({ others: 2, unseen: ['asleep'] });
    expect(sightOf(people, 'reader', { version: 131, firstLoaded: 101 })).toEqual({
      others: 2,
      unseen: ['asleep', 'awake'],
    });
    expect(sightOf(people, 'reader', { version: 17, firstLoaded: 1 })).toEqual({ others: 2, unseen: [] });
  });
});

describe('the two readings', () => {
  const acts = [
    ...room,
    at('+2m', bob, 'timeline.note', { text: 'alert fired' }),
    at('+3m', priya, 'tasks.assign', { to: bob.id, what: 'check', minutes: 5 }, { id: 't-1' }),
    at('+4m', bob, 'tasks.acknowledge', { task: 't-1' }),
    at('+5m', priya, 'decisions.propose', { text: 'Fail over', stations: ['commander'] }, { id: 'd-1' }),
    at('+301s', priya, 'decisions.answer', { go: true }),
    at('+20m', bob, 'timeline.note', { text: 'errors began', occurredAt: instantOf('+1m') }),
  ];
  const reading = (order: Order, detail: Detail): readonly TimelineEntry[] => {
    const entries = entriesOf(given(...acts).commits, (event) => tell(event, name));
    return rowsOf(entries, 'timeline', { detail, order, zone: 'utc', today: instantOf('+0s').slice(0, 10) }).flatMap(
      (row) => (row.kind === 'entry' ? [row.entry, ...row.also] : row.kind === 'arrivals' ? row.entries : []),
    );
  };

  it('TI120 the timeline is read as recorded or as it happened; what happened at one moment stays in the order of the log', () => {
    const recorded = reading('recorded', 'all');
    expect(recorded.at(-1)?.text).toBe('errors began');
    const story = reading('occurred', 'all');
    const texts = story.map(({ text }) => text);
    expect(texts.indexOf('errors began')).toBe(texts.indexOf('alert fired') - 1);
    const times = story.map(({ occurredAt }) => occurredAt);
    expect(times).toEqual(times.toSorted());
    expect(story.map(({ id }) => id).toSorted()).toEqual(recorded.map(({ id }) => id).toSorted());
    const declared = story.filter(({ id }) => id.startsWith('1.')).map(({ id }) => id);
    expect(declared).toEqual(declared.toSorted());
  });

  it('TI121 an entry recorded a minute or more after it happened is marked as late in either order', () => {
    for (const order of ['recorded', 'occurred'] as const) {
      const late = reading(order, 'all').filter(isLate);
      expect(late.map(({ text }) => text)).toEqual(['errors began']);
    }
    expect(isLate({ at: instantOf('+60s'), occurredAt: instantOf('+1s') })).toBe(false);
    expect(isLate({ at: instantOf('+61s'), occurredAt: instantOf('+1s') })).toBe(true);
  });

  it('TI122 essentials show the answers of a go/no-go and overdue tasks, in either order', () => {
    for (const order of ['recorded', 'occurred'] as const)
      expect(reading(order, 'notes').map(({ type }) => type)).toEqual(
        expect.arrayContaining(['decisions.proposed', 'decisions.answered', 'tasks.overdue', 'timeline.noted']),
      );
  });
});

it('TK102 a tech lead with a task or role of their own is asked about it like a commander', () => {
  const led = [
    ...room,
    at('+20s', priya, 'crew.assign', { person: bob.id, role: 'tech-lead' }),
    at('+21s', bob, 'crew.accept', { role: 'tech-lead' }),
  ];
  const { state } = given(...led);
  expect([priya, bob, ana].map(({ id }) => asksHandsOn(state, id))).toEqual(['commander', 'tech-lead', null]);
  expect(asksHandsOn(given(...led, at('+1m', priya, 'incident.close')).state, bob.id)).toBeNull();
});

it('UP34 after two hours a slower schedule is offered; not in the first hour, not after it got worse or was reopened, not once one was chosen', () => {
  const open = [declared({ severity: 2 }), joins('+10s', bob), at('+20s', priya, 'floor.confirm')];
  const asked = (when: string, ...acts: readonly Act[]) =>
    slowerRhythm(given(...open, ...acts).state, Date.parse(instantOf(when)))?.everySeconds ?? null;
  expect([asked('+59m'), asked('+119m'), asked('+2h')]).toEqual([null, null, 30 * 60]);
  const worse = at('+110m', priya, 'incident.set-severity', { severity: 1, why: 'all of the EU' });
  expect([asked('+2h', worse), asked('+4h', worse)]).toEqual([null, 20 * 60]);
  const chosen = at('+110m', priya, 'updates.set-rhythm', { everySeconds: 1800, why: 'calm', audience: 'internal' });
  expect(asked('+3h', chosen)).toBeNull();
  const again = [at('+1h', priya, 'incident.close'), at('+110m', bob, 'incident.reopen', { why: 'back' })];
  expect([asked('+2h', ...again), asked('+4h', ...again)]).toEqual([null, 30 * 60]);
  expect(asked('+3h', at('+110m', priya, 'incident.set-status', { status: 'resolved' }))).toBeNull();
});
