/** Words found in a log. */
import { describe, expect, it } from 'vitest';
import { finderIn } from '../../shared/finding.ts';
import { at, declared, given, priya } from '../support/domain/given.ts';

describe('words found in a log', () => {
  it('TI128 a line is found by words in any order and without accents, as it was last corrected, and by who wrote it', () => {
    const room = given(declared(), at('+1m', priya, 'timeline.note', { text: 'Réplica db-6 is late' }));
    const { commits } = room;
    const entry = `${commits.at(-1)?.version}.0`;
    const log = given(
      declared(),
      at('+1m', priya, 'timeline.note', { text: 'Réplica db-6 is late' }),
      at('+2m', priya, 'timeline.correct', { entry, text: 'Réplica db-7 is late', why: 'it was db-7' }),
    );
    const found = (typed: string): readonly string[] =>
      log.commits
        .toReversed()
        .flatMap(finderIn(log.state, typed))
        .map(({ text }) => text);
    expect(found('late replica')).toEqual(['Réplica db-7 is late']);
    expect(found('db-6')).toEqual([]);
    expect(found('db-7 priya')).toContain('Réplica db-7 is late');
    expect(found('incident declared')).not.toEqual([]);
  });
});
