/** The palette's list and the list of keys, computed from what a screen has registered. */
import { describe, expect, it } from 'vitest';
import { callNames } from '../../client/crew/call-names.ts';
import { score } from '../../client/ui/fuzzy.ts';
import { helpParts } from '../../client/ui/key-help.ts';
import type { Key } from '../../client/ui/keys.ts';
import { entriesFor } from '../../client/ui/palette-entries.ts';

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
  { key: 'g o', does: 'Go / no-go', also: 'poll', run: nothing },
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
    expect(found('poll')).toEqual(['Go / no-go']);
    expect(found('w')[0]).toBe('Who is here');
  });

  it('AN65 with nothing typed the palette lists the map of keys and then the rest; people and tasks appear once they are sought', () => {
    expect(found('')).toEqual(['Hand off command', 'Go / no-go', 'Who is here', 'Close the incident']);
    expect(found('kim')).toEqual(['Assign a task to Kim R']);
  });

  it('AN66 what the domain refuses stays in the list with the reason', () => {
    const [first] = entriesFor(ACTIONS, 'hand', ({ type }) => (type === 'floor.offer' ? 'Bob has command.' : null));
    expect(first?.refused).toBe('Bob has command.');
  });

  it('AN67 help lists the keys of this screen under headings, and those that always work', () => {
    const parts = helpParts([...ACTIONS, { key: 'q', does: 'Something new', run: nothing }]);
    expect(parts.map(({ title }) => title)).toEqual(['Act', 'Go to', 'More', 'Always']);
    expect(parts[0]?.keys.map(({ key }) => key)).toEqual(['h', 'g o']);
    expect(parts[2]?.keys).toEqual([{ key: 'q', does: 'Something new' }]);
  });

  it('CR32 where two people have one name, they are told apart by their area, or else by their id', () => {
    const call = callNames({
      p1: { name: 'Kim', area: 'database' },
      p2: { name: 'Kim', area: 'payments' },
      p3: { name: 'Kim', area: 'payments' },
      p4: { name: 'Kim', area: null },
      p5: { name: 'Bob', area: 'payments' },
    });
    expect(['p1', 'p2', 'p3', 'p4', 'p5', 'p6'].map(call)).toEqual([
      'Kim (database)',
      'Kim (p2)',
      'Kim (p3)',
      'Kim (p4)',
      'Bob',
      'p6',
    ]);
  });
});
