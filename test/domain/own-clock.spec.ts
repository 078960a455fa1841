/** Times within the sentences of the log. */
import { describe, expect, it } from 'vitest';
import { CAPABILITIES } from '../../shared/capabilities.ts';
import { tellerOf } from '../../shared/compose.ts';

const tell = tellerOf(CAPABILITIES);
const name = (): string => 'Priya N';
const posted = {
  type: 'updates.posted',
  data: {
    audience: 'internal',
    by: 'p-priya',
    text: 'Down since 03:12 UTC',
    nextAt: '2026-11-21T03:40:00.000Z',
    lateSeconds: 0,
  },
};

describe('times within sentences', () => {
  it('TI127 sentences say times on the clock that they are given, in UTC without one, and leave what people wrote as it is', () => {
    expect(tell(posted, name)).toBe('Internal update: Down since 03:12 UTC. Next update at 03:40 UTC.');
    expect(tell(posted, name, (at) => `${at.slice(14, 16)} past`)).toBe(
      'Internal update: Down since 03:12 UTC. Next update at 40 past.',
    );
  });
});
