/** What the counts of rooms count, and that the size of the portions in which a log is read doesn't matter. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { AnyEvent, Commit } from '../../shared/envelope.ts';
import { roomCounts } from '../../server/consumers/room-counts.ts';
import type { Consumed } from '../../server/consumers/consumer.ts';

const commit = (version: number, events: readonly AnyEvent[]): Commit => ({
  version,
  at: '2026-03-01T03:00:00.000Z',
  by: 'p-ana',
  commandId: `c-${version}`,
  salt: '',
  events,
  hash: '',
});
const declared = (severity: number, kind = 'incident'): AnyEvent => ({
  type: 'incident.declared',
  data: { title: 'Checkout fails', severity, kind, policy: {} },
});
const happens = (type: string, data: object = {}): AnyEvent => ({ type, data });

/** The sums after the history is read in portions of this many commits. */
function counted(events: readonly AnyEvent[][], most = 100): Record<string, number> {
  const commits = events.map((each, index) => commit(index + 1, each));
  const sums: Record<string, number> = {};
  let memo = '';
  for (let next = 0; next < commits.length; next += most) {
    const portion = { log: 'inc-1', commits: commits.slice(next, next + most), memo };
    const consumed = roomCounts.consume({ ...portion, signal: new AbortController().signal }) as Consumed;
    for (const [, , name, by] of consumed.writes ?? []) sums[name] = (sums[name] ?? 0) + Number(by);
    memo = consumed.memo ?? memo;
  }
  return sums;
}

const HISTORY = [
  [declared(3), happens('floor.begun')],
  [happens('incident.severity-set', { severity: 1, from: 3, why: 'worse' })],
  [happens('floor.challenged'), happens('floor.assumed')],
  [happens('floor.passed')],
  [happens('floor.taken')],
  [happens('updates.overdue', { audience: 'external' })],
  [happens('updates.posted', { audience: 'external', lateSeconds: 60 })],
  [happens('updates.posted', { audience: 'internal', lateSeconds: 0 })],
  [happens('tasks.unacknowledged'), happens('tasks.overdue'), happens('asks.overdue')],
  [happens('incident.closed')],
  [happens('incident.reopened')],
  [happens('incident.severity-set', { severity: 2, from: 1, why: 'better' })],
];

describe('the counts of rooms', () => {
  it('CO15 each event that an operator watches counts once, by severity, audience or how, also when a log is read in portions', () => {
    const whole = counted(HISTORY);
    expect(whole).toEqual({
      'watchfloor_incidents_declared_total{severity="3"}': 1,
      'watchfloor_incidents_open{severity="1"}': 0,
      'watchfloor_incidents_open{severity="2"}': 1,
      'watchfloor_incidents_open{severity="3"}': 0,
      'watchfloor_incidents_closed_total{severity="1"}': 1,
      'watchfloor_incidents_reopened_total{severity="1"}': 1,
      'watchfloor_command_moved_total{how="assumed"}': 1,
      'watchfloor_command_moved_total{how="passed"}': 1,
      'watchfloor_command_moved_total{how="taken"}': 1,
      watchfloor_command_challenges_total: 1,
      'watchfloor_updates_overdue_total{audience="external"}': 1,
      'watchfloor_updates_posted_total{audience="external",late="yes"}': 1,
      'watchfloor_updates_posted_total{audience="internal",late="no"}': 1,
      watchfloor_tasks_unacknowledged_total: 1,
      watchfloor_tasks_overdue_total: 1,
      watchfloor_asks_overdue_total: 1,
    });
    for (const most of [1, 2, 5]) expect(counted(HISTORY, most)).toEqual(whole);
  });

  it('CO16 nothing of a drill counts, and nothing of a log that is no room', () => {
    expect(counted([[declared(1, 'drill')], ...HISTORY.slice(1)], 2)).toEqual({});
    expect(counted([[happens('workspace.person-added', { person: 'p-ana', name: 'Ana' })]])).toEqual({});
  });

  it('CO17 docs/metrics.md names each metric that a server has, and no other', () => {
    const folder = fileURLToPath(new URL('../../server/', import.meta.url));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const source = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
    const names = (text: string): string[] => [...new Set(text.match(/watchfloor_[a-z0-9_]+/g) ?? [])].toSorted();
    expect(names(readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8'))).toEqual(names(source));
  });
});
