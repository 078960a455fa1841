/**
 * Sentences about command and crew: every refusal reads well with facts missing, and the important ones name people and
 * times.
 */
import { describe, expect, it } from 'vitest';
import { refusals as crew } from '../../shared/crew/sentences.ts';
import { refusals as floor, sentences } from '../../shared/floor/sentences.ts';
import { ROLES } from '../../shared/crew/seats.ts';
import { SEAT_CARDS } from '../../shared/crew/cards.ts';
import { utcClock } from '../../shared/instants.ts';
import { explain } from '../../shared/refusals.ts';

const name = (person: string): string => (person === 'p-bob' ? 'Bob L' : person);

describe('sentences of command and crew', () => {
  it('FL60 every refusal is complete sentences, with and without facts', () => {
    for (const text of [...Object.values(floor), ...Object.values(crew)]) {
      expect(text.say({}, name, utcClock)).toMatch(/^[A-Z].*[.]$/);
      expect(text.say({}, name, utcClock)).not.toMatch(/undefined|null|NaN/);
    }
  });
  it('FL61 a stale act is told who has command and since when; too early, from when', () => {
    const facts = { holder: 'p-bob', since: '2026-03-01T03:12:00.000Z', epoch: 2 };
    expect(explain({ code: 'floor.stale-epoch', facts }, name)).toContain('Bob L has had command since 03:12:00 UTC.');
    expect(explain({ code: 'floor.too-early', facts: { until: facts.since, holder: 'p-bob' } }, name)).toContain(
      'from 03:12:00 UTC',
    );
    expect(explain({ code: 'floor.stale-epoch', facts }, name, () => '08:42')).toContain('since 08:42.');
  });
  it('FL62 an assumption is never told as a handover', () => {
    const facts = { ground: 'unseen' as const, since: '', seconds: 120, asDeputy: true };
    const told = sentences['floor.assumed']({ from: 'p-priya', to: 'p-bob', epoch: 2, why: 'Gone', facts }, name);
    expect(told).toBe('Bob L assumed command as deputy: Gone (p-priya lost connection 2 min earlier).');
  });
  it('CR30 every default role has its card', () => {
    expect(Object.keys(SEAT_CARDS).sort()).toEqual([...ROLES].sort());
  });
});
