/** The rules of chat and timeline, and the entries that a browser makes of the log. */
import { describe, expect, it } from 'vitest';
import { MOST_PINS } from '../../shared/timeline/rules.ts';
import { entriesOf, foldEntries } from '../../shared/timeline/entries.ts';
import { mentionedEntry } from '../../shared/timeline/mentioned.ts';
import { ana, at, bob, declared, given, joins, li, priya, sam } from '../support/domain/given.ts';

const scribe = [
  at('+10s', priya, 'crew.assign', { person: bob.id, role: 'scribe' }),
  at('+11s', bob, 'crew.accept', { role: 'scribe' }),
];
/** Ana's line is entry 6.0. */
const room = () =>
  given(
    declared(),
    joins('+1s', ana),
    joins('+1s', bob),
    ...scribe,
    at('+1m', ana, 'timeline.say', { text: 'DB is full' }),
    joins('+61s', li, 'observer'),
    joins('+61s', sam, 'shadow'),
  );
const correct = (actor = ana, data: object = {}) =>
  at('+2m', actor, 'timeline.correct', { entry: '6.0', text: 'Disk is full', why: 'wrong word', ...data });
const strike = (actor = ana) => at('+2m', actor, 'timeline.strike', { entry: '6.0', why: 'wrong room' });
const pin = (actor = bob, entry = '6.0') => at('+2m', actor, 'timeline.pin', { entry });

describe('saying and noting', () => {
  it('TI1 a line is said with its author; responders and shadows may, observers may not', () => {
    room()
      .when(at('+2m', sam, 'timeline.say', { text: 'hello' }))
      .then({ type: 'timeline.said', data: { text: 'hello', by: sam.id } });
    room()
      .when(at('+2m', li, 'timeline.say', { text: 'hello' }))
      .isRefused('crew.observers-may-not');
  });

  it('TI2 a line that begins with TL is also a timeline entry', () => {
    room()
      .when(at('+2m', ana, 'timeline.say', { text: 'TL failover started' }))
      .then('timeline.said', { type: 'timeline.noted', data: { text: 'failover started' } });
    room()
      .when(at('+2m', ana, 'timeline.say', { text: 'TLS is fine' }))
      .then('timeline.said');
  });

  it('TI3 a line that begins with TODO is also a follow-up, from chat and from the document', () => {
    room()
      .when(at('+2m', ana, 'timeline.say', { text: 'TODO alert on disk' }))
      .then('timeline.said', { type: 'timeline.follow-up-noted', data: { text: 'alert on disk' } });
    room()
      .when(at('+2m', ana, 'timeline.note', { text: 'TODO alert on disk', source: { line: 'l-1' } }))
      .then({ type: 'timeline.follow-up-noted', data: { source: { line: 'l-1' } } });
  });

  it('TI4 a note may tell of the past, but not of the future', () => {
    room()
      .when(at('+2m', ana, 'timeline.note', { text: 'TL deploy', occurredAt: '2026-03-01T02:00:00.000Z' }))
      .then({ type: 'timeline.noted', data: { text: 'deploy', occurredAt: '2026-03-01T02:00:00.000Z' } });
    room()
      .when(at('+2m', ana, 'timeline.note', { text: 'deploy', occurredAt: '2026-03-01T03:03:00.000Z' }))
      .then('timeline.noted');
    room()
      .when(at('+2m', ana, 'timeline.note', { text: 'deploy', occurredAt: '2026-03-01T03:03:00.001Z' }))
      .isRefused('timeline.in-the-future');
  });

  it('TI5 after the close lines are still accepted, and marked as such', () => {
    const closed = given(declared(), joins('+1s', ana), at('+1m', priya, 'incident.close', {}));
    closed
      .when(at('+2m', ana, 'timeline.say', { text: 'thanks' }))
      .then({ type: 'timeline.said', data: { afterClose: true } });
  });
});

describe('correcting and striking', () => {
  it('TI6 everyone corrects and strikes their own entries', () => {
    room()
      .when(correct())
      .then({ type: 'timeline.corrected', data: { entry: '6.0', text: 'Disk is full', by: ana.id } });
    room().when(strike()).then('timeline.struck');
  });

  it("TI7 what is another's is changed by the scribe, or by the commander with the epoch", () => {
    room().when(correct(bob)).then('timeline.corrected');
    room().when(strike(priya)).then('timeline.struck');
    room()
      .when({ ...strike(priya), epoch: null })
      .isRefused('floor.epoch-missing');
    room().when(correct(sam)).isRefused('timeline.not-yours', { by: ana.id });
  });

  it('TI8 an entry must be there, and be one that someone wrote', () => {
    room()
      .when(correct(ana, { entry: '99.0' }))
      .isRefused('timeline.no-such-entry');
    room()
      .when(correct(ana, { entry: '6.7' }))
      .isRefused('timeline.no-such-entry');
    room()
      .when(correct(ana, { entry: '1.0' }))
      .isRefused('timeline.not-an-entry');
  });

  it('TI9 what was struck stays struck', () => {
    const struck = () =>
      given(
        declared(),
        at('+1m', priya, 'timeline.say', { text: 'x' }),
        at('+2m', priya, 'timeline.strike', { entry: '2.0', why: 'no' }),
      );
    struck()
      .when(at('+3m', priya, 'timeline.correct', { entry: '2.0', text: 'y', why: 'no' }))
      .isRefused('timeline.already-struck');
    struck()
      .when(at('+3m', priya, 'timeline.pin', { entry: '2.0' }))
      .isRefused('timeline.already-struck');
  });

  it('TI10 a corrected time is no later than now', () => {
    room()
      .when(correct(ana, { occurredAt: '2026-03-01T04:00:00.000Z' }))
      .isRefused('timeline.in-the-future');
  });
});

describe('pins', () => {
  it('TI11 commander, deputy and scribe pin and unpin; others do not', () => {
    room()
      .when(pin())
      .then({ type: 'timeline.pinned', data: { text: 'DB is full' } });
    room().when(pin(priya)).then('timeline.pinned');
    room().when(pin(ana)).isRefused('crew.seat-needed');
    room()
      .when(at('+2m', bob, 'timeline.unpin', { entry: '6.0' }))
      .isRefused('timeline.not-pinned');
  });

  it('TI12 an entry is pinned once, and at most twenty are', () => {
    const says = Array.from({ length: MOST_PINS + 1 }, (_, index) =>
      at('+1m', priya, 'timeline.say', { text: `line ${index}` }),
    );
    const pins = says.slice(1).map((_, index) => at('+2m', priya, 'timeline.pin', { entry: `${index + 2}.0` }));
    const full = given(declared(), ...says, ...pins);
    full.when(at('+3m', priya, 'timeline.pin', { entry: '2.0' })).isRefused('timeline.already-pinned');
    full.when(at('+3m', priya, 'timeline.pin', { entry: `${MOST_PINS + 2}.0` })).isRefused('timeline.too-many-pins');
    expect(full.when(at('+3m', priya, 'timeline.unpin', { entry: '2.0' })).after.timeline.pins).toHaveLength(
      MOST_PINS - 1,
    );
  });

  it('TI13 a pin shows the corrected text, and goes when its entry is struck', () => {
    const pinned = () =>
      given(
        declared(),
        at('+1m', priya, 'timeline.say', { text: 'x' }),
        at('+2m', priya, 'timeline.pin', { entry: '2.0' }),
      );
    expect(
      pinned().when(at('+3m', priya, 'timeline.correct', { entry: '2.0', text: 'y', why: 'typo' })).after.timeline
        .pins[0]?.text,
    ).toBe('y');
    expect(pinned().when(at('+3m', priya, 'timeline.strike', { entry: '2.0', why: 'no' })).after.timeline.pins).toEqual(
      [],
    );
    const corrected = given(
      declared(),
      at('+1m', priya, 'timeline.say', { text: 'x' }),
      at('+2m', priya, 'timeline.correct', { entry: '2.0', text: 'y', why: 'typo' }),
    );
    corrected
      .when(at('+3m', priya, 'timeline.pin', { entry: '2.0' }))
      .then({ type: 'timeline.pinned', data: { text: 'y' } });
  });
});

describe('entries', () => {
  const tell = (event: { type: string }) => event.type;
  const { commits } = given(
    declared(),
    at('+1m', priya, 'timeline.say', { text: 'TL x' }),
    at('+2m', priya, 'timeline.correct', {
      entry: '2.1',
      text: 'y',
      occurredAt: '2026-03-01T02:59:00.000Z',
      why: 'typo',
    }),
    at('+3m', priya, 'timeline.pin', { entry: '2.1' }),
    at('+4m', priya, 'timeline.strike', { entry: '2.0', why: 'twice' }),
    at('+5m', priya, 'timeline.note', { text: 'z', source: { line: 'l-1' } }),
  );

  it('TI18 a pin shows the newest corrected text, also when a later correction changed only the time; the state holds no text', () => {
    const retimed = at('+3m', ana, 'timeline.correct', {
      entry: '6.0',
      occurredAt: '2026-03-01T02:59:00.000Z',
      why: 'earlier',
    });
    const corrected = room();
    for (const act of [correct(), retimed]) corrected.when(act).then('timeline.corrected');
    expect(JSON.stringify(corrected.state.timeline.amended)).not.toContain('Disk');
    corrected.when(pin()).then({ type: 'timeline.pinned', data: { text: 'Disk is full' } });
  });

  it('TI14 a correction keeps the old text readable, and both clocks', () => {
    const entry = entriesOf(commits, tell).get('2.1');
    expect(entry).toMatchObject({
      kind: 'noted',
      text: 'y',
      at: '2026-03-01T03:01:00.000Z',
      occurredAt: '2026-03-01T02:59:00.000Z',
      pinned: true,
      via: 'chat',
    });
    expect(entry?.history).toEqual([
      { text: 'x', occurredAt: '2026-03-01T03:01:00.000Z', why: 'typo', by: priya.id, at: '2026-03-01T03:02:00.000Z' },
    ]);
  });

  it('TI15 everything that happened is a line, struck lines too, and folding one by one is folding at once', () => {
    const entries = entriesOf(commits, tell);
    expect(entries.get('1.0')).toMatchObject({ kind: 'log', text: 'incident.declared', by: priya.id });
    expect(entries.get('2.0')?.struck).toMatchObject({ why: 'twice' });
    expect([...entries.values()].at(-2)?.text).toBe('updates.due');
    expect([...entries.values()].find((entry) => entry.via === 'document')?.text).toBe('z');
    const one = commits.reduce((folded, commit) => foldEntries(folded, [commit], tell), entriesOf([], tell));
    expect([...one]).toEqual([...entries]);
  });

  it('TI16 only what amends an old entry needs to see it', () => {
    expect(mentionedEntry(correct())).toEqual({ entry: '6.0', version: 6, index: 0 });
    expect(mentionedEntry({ type: 'timeline.say', data: { entry: '6.0' } })).toBeNull();
    expect(mentionedEntry({ type: 'timeline.pin', data: { entry: 'six' } })).toBeNull();
  });
});
