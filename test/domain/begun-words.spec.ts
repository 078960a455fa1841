/** What is begun and not sent, as it is shown where its form is not: at signing out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { begunWords, PLACES } from '../../client/lobby/begun-words.ts';

const CLIENT = join(import.meta.dirname, '../../client');

describe('what is begun and not sent', () => {
  it('JR400 every field in which text may wait has a name by which it is shown without its form', () => {
    const sources = readdirSync(CLIENT, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
    const kinds = sources.flatMap((name) =>
      [...readFileSync(join(CLIENT, name), 'utf8').matchAll(/useDraft(?:<\w+>)?\(\s*['`]([a-z-]+)/g)].map(
        ([, kind = '']) => kind,
      ),
    );
    expect(kinds.length).toBeGreaterThan(40);
    expect([...new Set(kinds)].filter((kind) => !Object.hasOwn(PLACES, kind))).toEqual([]);
  });

  it('JR401 what a form keeps is shown with all its texts, and without the people and things that it names by their ids', () => {
    expect(begunWords('chat', JSON.stringify('half a thought'))).toEqual({ place: 'Chat', text: 'half a thought' });
    const closing = { whys: { c1: 'not needed' }, reviewOwner: 'p-1', stays: ['p-2'], duplicateOf: '' };
    expect(begunWords('close', JSON.stringify(closing))).toEqual({
      place: 'Closing the incident',
      text: 'not needed',
    });
    expect(begunWords('report.t-1', JSON.stringify({ condition: 'slow', actions: '', needs: 'access' })).text).toBe(
      'slow\naccess',
    );
    expect(begunWords('status', JSON.stringify({ chosen: 'x' })).text).toBe('Only choices, no text.');
    expect(begunWords('new-thing.1', 'not json')).toEqual({ place: 'Unsent text', text: 'Only choices, no text.' });
  });
});
