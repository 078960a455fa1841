/** The palette's list and the list of keys, computed from what a screen has registered. */
import { calledIn } from '../../shared/called.ts';
import type { Instant } from '../../shared/instants.ts';
import { describe, expect, it } from 'vitest';
import { score } from '../../client/ui/fuzzy.ts';
import { helpParts } from '../../client/ui/key-help.ts';
import type { Key } from '../../client/ui/keys.ts';
import { entriesFor, together } from '../../client/ui/palette-entries.ts';

const nothing = (): void => undefined;
const ACTIONS: readonly Key[] = [
  {
    key: 'h',
    does: 'Hand off command',
    also: 'handover give',
    command: { type: 'floor.offer', data: { to: 'bob', brief: { trend: 'steady', ifThen: ['-'] } } },
    run: nothing,
  },
  { key: 'w', does: 'Who is here', run: nothing },
  { key: 'g o', does: 'Go/no-go', also: 'poll', run: nothing },
  { does: 'Close the incident', also: 'end', run: nothing },
  { does: 'Assign a task to Kim R', onlySought: true, run: nothing },
];
const free = (): null => null;
const found = (query: string): string[] => entriesFor(ACTIONS, query, free).map(({ action }) => action.does);

describe('the palette', () => {
  it('AN63 letters in order find an action, beginnings of words before anything else', () => {
    expect(found('ho')[0]).toBe('Hand off command');
    expect(found('clinc')).toEqual(['Close the incident']);
    expect(found('incident close')).toEqual(['Close the incident']);
    expect(found('xyz')).toEqual([]);
    expect(score('Assign a task to Ana S', 'ana')).toBeGreaterThan(score('Assign a task', 'ana') ?? 0);
    expect(score('Hand off command', 'hand')).toBeGreaterThan(score('Who is at hand', 'hand') ?? 0);
  });

  it('AN64 an action is also found by the other words for it, and by its key', () => {
    expect(found('poll')).toEqual(['Go/no-go']);
    expect(found('w')[0]).toBe('Who is here');
  });

  it('AN65 with nothing typed the palette lists the map of keys and then the rest; people and tasks appear once they are sought', () => {
    expect(found('')).toEqual(['Hand off command', 'Go/no-go', 'Who is here', 'Close the incident']);
    expect(found('kim')).toEqual(['Assign a task to Kim R']);
  });

  it('AN66 what the domain refuses stays in the list with the reason', () => {
    const [first] = entriesFor(ACTIONS, 'hand', ({ type }) => (type === 'floor.offer' ? 'Bob has command.' : null));
    expect(first?.refused).toBe('Bob has command.');
  });

  it('JR288 a reason that several actions have is said once: they stand together, behind the rest while nothing is typed, and in the order of the fit once something is', () => {
    const [h, w, g, c] = ACTIONS;
    const refused = { type: 'floor.withdraw', data: {} } as const;
    const actions = [h, w, g, c].flatMap((key) =>
      key === undefined ? [] : [key === w ? key : { ...key, command: refused }],
    );
    const drawn = (query: string) =>
      together(entriesFor(actions, query, () => 'The incident is closed.')).map(({ reason, entries }) => [
        reason,
        ...entries.map(({ action }) => action.does),
      ]);
    expect(drawn('')).toEqual([
      [null, 'Who is here'],
      ['The incident is closed.', 'Hand off command', 'Go/no-go', 'Close the incident'],
    ]);
    expect(drawn('ho')[0]?.[1]).toBe('Hand off command');
    expect(drawn('poll')).toEqual([[null, 'Go/no-go']]);
  });

  it('AN67 help lists the keys of this screen under headings, and those that always work', () => {
    const parts = helpParts([...ACTIONS, { key: 'q', does: 'Something new', run: nothing }]);
    expect(parts.map(({ title }) => title)).toEqual(['Act', 'Go to', 'More', 'Always']);
    expect(parts[0]?.keys.map(({ key }) => key)).toEqual(['h', 'g o']);
    expect(parts[2]?.keys).toEqual([{ key: 'q', does: 'Something new' }]);
  });

  it('CR32 where people have one name, they are told apart by their area, or else by a number in the order in which they joined', () => {
    const member = (name: string, area: string | null, minute: number) => ({
      name,
      area,
      joinedAt: `2026-11-29T21:0${minute}:00.000Z` as Instant,
    });
    const called = calledIn({
      p1: member('Kim', 'database', 1),
      p2: member('Kim', 'payments', 4),
      p3: member('Kim', 'payments', 2),
      p4: member('Kim', null, 3),
      p5: member('Bob', 'payments', 5),
    });
    expect(['p1', 'p2', 'p3', 'p4', 'p5', 'p6'].map(called)).toEqual([
      'Kim (database)',
      'Kim (4)',
      'Kim (2)',
      'Kim (3)',
      'Bob',
      'p6',
    ]);
  });
});
