/**
 * What is sent about carets: whatever someone's client says about its own, others receive something that every editor
 * can draw.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { caretState } from '../../server/scribe/wire/caret-state.ts';
import { Holders } from '../../server/scribe/wire/holders.ts';

const user = { id: 'bob', name: 'Bob L', color: '#7cc4f8', role: '' };
const told = (state: unknown): unknown => JSON.parse(caretState(JSON.stringify(state), user));

const odd = fc.constantFrom(
  null,
  true,
  -1,
  0,
  1.5,
  2 ** 60,
  'scribe',
  '',
  [],
  {},
  { client: 1, clock: 0 },
  { client: -1, clock: 0 },
  { client: 1 },
);
const place = fc.oneof(odd, fc.record({ type: odd, tname: odd, item: odd, assoc: odd }, { requiredKeys: [] }));
const cursor = fc.oneof(odd, fc.record({ anchor: place, head: place }, { requiredKeys: [] }));

describe('the state of a caret', () => {
  it('SC132 of whatever shape a client says its caret is, every editor can find what is told, or is told of none', () => {
    const doc = new Y.Doc();
    doc.getXmlFragment('scribe').insert(0, [new Y.XmlText('some text')]);
    fc.assert(
      fc.property(fc.record({ cursor, typing: odd, user: odd }, { requiredKeys: [] }), (said) => {
        const state = told(said) as { cursor: { anchor: unknown; head: unknown } | null; typing?: unknown };
        expect(state).toMatchObject({ user });
        expect(['undefined', 'boolean']).toContain(typeof state.typing);
        for (const each of state.cursor === null ? [] : [state.cursor.anchor, state.cursor.head]) {
          expect(() =>
            Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(each), doc),
          ).not.toThrow();
        }
      }),
      { numRuns: 1000 },
    );
    expect(told({ cursor: { anchor: null, head: null } })).toEqual({ cursor: null, user });
    expect(told({ cursor: { anchor: { tname: 'x'.repeat(65) }, head: { tname: 'scribe' } } })).toEqual({
      cursor: null,
      user,
    });
  });

  it('SC133 an honest caret is passed on as it is, without unknown fields', () => {
    const text = new Y.Doc().getText('plain');
    text.insert(0, 'some text');
    const [anchor, head] = [
      Y.createRelativePositionFromTypeIndex(text, 2),
      Y.createRelativePositionFromTypeIndex(text, 9, -1),
    ];
    expect(told({ cursor: { anchor, head }, typing: true, user: { name: 'Priya N' }, more: 'things' })).toEqual({
      ...plain({ cursor: { anchor, head } }),
      typing: true,
      user,
    });
    for (const each of [anchor, head]) {
      const json = Y.relativePositionToJSON(each) as unknown;
      expect(told({ cursor: { anchor: json, head: json } })).toEqual({
        ...plain({ cursor: { anchor: json, head: json } }),
        user,
      });
    }
    expect([told(null), told([]), told('caret'), caretState('{', user)]).toEqual([null, null, null, 'null']);
  });
});

describe('who was seen under a client id', () => {
  it('SC138 it stays theirs for an hour after they were seen last, and of very many the first seen is forgotten', () => {
    const [holders, hourMs] = [new Holders(), 3_600_000];
    holders.see(7, 'ana', 0);
    expect([
      holders.mayHold(7, 'ana', 1),
      holders.mayHold(7, 'bob', hourMs),
      holders.mayHold(7, 'bob', hourMs + 1),
      holders.mayHold(8, 'bob', 1),
    ]).toEqual([true, false, true, true]);
    holders.see(7, 'ana', hourMs);
    expect(holders.mayHold(7, 'bob', hourMs * 2)).toBe(false);
    for (let client = 100; client < 100 + 8192; client += 1) holders.see(client, 'bob', hourMs);
    expect([holders.mayHold(7, 'bob', hourMs), holders.mayHold(100, 'ana', hourMs)]).toEqual([true, false]);
  });
});

const plain = (value: object): object => JSON.parse(JSON.stringify(value)) as object;
