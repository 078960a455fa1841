/**
 * A consumer that counts what an operator watches: how incidents, command, updates and tasks went, in all rooms but
 * drills, counted once however many servers there are. docs/metrics.md says what each count means.
 *
 * The only labels are words of the domain (a severity, an audience), never a name, a room or a text. Here and nowhere
 * else on the server is it known by name which event counts for what.
 */
import type { Redis } from 'ioredis';
import type { AsksEvent } from '../../shared/asks/words.ts';
import type { FloorEvent } from '../../shared/floor/words.ts';
import type { IncidentEvent } from '../../shared/incident/words.ts';
import type { TasksEvent } from '../../shared/tasks/words.ts';
import { isLate } from '../../shared/updates/rhythm.ts';
import type { UpdatesEvent } from '../../shared/updates/words.ts';
import { BUCKETS, Keys } from '../log/keys.ts';
import type { Consumed, Consumer, Portion } from './consumer.ts';

const NAME = 'room-counts';
const KEY = 'counts';

const SERIES = {
  watchfloor_incidents_declared_total: ['counter', 'Incidents declared, by the severity at that time.'],
  watchfloor_incidents_closed_total: ['counter', 'Incidents closed, by the severity at that time.'],
  watchfloor_incidents_reopened_total: ['counter', 'Closed incidents that were opened again, by severity.'],
  watchfloor_incidents_open: ['gauge', 'Incidents open now, by severity.'],
  watchfloor_command_moved_total: ['counter', 'Times that command went to another person, by how.'],
  watchfloor_command_challenges_total: ['counter', 'Times that someone asked whether there is a commander.'],
  watchfloor_updates_posted_total: ['counter', 'Updates posted, by audience, and whether after the promised time.'],
  watchfloor_updates_overdue_total: ['counter', 'Promised updates that became overdue, by audience.'],
  watchfloor_tasks_unacknowledged_total: ['counter', 'Tasks not acknowledged in time.'],
  watchfloor_tasks_overdue_total: ['counter', 'Tasks not finished in time.'],
  watchfloor_asks_overdue_total: ['counter', 'Questions to the commander without the promised answer.'],
} as const;
type Series = keyof typeof SERIES;

/** What has to be known of a room to count its events. */
interface Room {
  readonly severity: number;
  readonly isDrill: boolean;
}

type Counted = IncidentEvent | FloorEvent | UpdatesEvent | TasksEvent | AsksEvent;
type Data<Type extends Counted['type']> = Extract<Counted, { readonly type: Type }>['data'];
type Count = (series: Series, labels?: string, by?: number) => void;
/** Counts one event; answers the room after it where that differs. */
type Table = { readonly [Type in Counted['type']]?: (data: Data<Type>, room: Room, count: Count) => Room | void };

const of = (severity: number): string => `severity="${severity}"`;

const TABLE: Table = {
  'incident.declared': ({ severity, kind }, _room, count) => {
    if (kind === 'drill') return { severity, isDrill: true };
    count('watchfloor_incidents_declared_total', of(severity));
    count('watchfloor_incidents_open', of(severity));
    return { severity, isDrill: false };
  },
  'incident.severity-set': ({ severity }, room, count) => {
    count('watchfloor_incidents_open', of(room.severity), -1);
    count('watchfloor_incidents_open', of(severity));
    return { ...room, severity };
  },
  'incident.closed': (_data, { severity }, count) => {
    count('watchfloor_incidents_closed_total', of(severity));
    count('watchfloor_incidents_open', of(severity), -1);
  },
  'incident.reopened': (_data, { severity }, count) => {
    count('watchfloor_incidents_reopened_total', of(severity));
    count('watchfloor_incidents_open', of(severity));
  },
  'floor.passed': (_data, _room, count) => count('watchfloor_command_moved_total', 'how="passed"'),
  'floor.assumed': (_data, _room, count) => count('watchfloor_command_moved_total', 'how="assumed"'),
  'floor.taken': (_data, _room, count) => count('watchfloor_command_moved_total', 'how="taken"'),
  'floor.challenged': (_data, _room, count) => count('watchfloor_command_challenges_total'),
  'updates.posted': ({ audience, lateSeconds }, _room, count) =>
    count('watchfloor_updates_posted_total', `audience="${audience}",late="${isLate(lateSeconds) ? 'yes' : 'no'}"`),
  'updates.overdue': ({ audience }, _room, count) =>
    count('watchfloor_updates_overdue_total', `audience="${audience}"`),
  'tasks.unacknowledged': (_data, _room, count) => count('watchfloor_tasks_unacknowledged_total'),
  'tasks.overdue': (_data, _room, count) => count('watchfloor_tasks_overdue_total'),
  'asks.overdue': (_data, _room, count) => count('watchfloor_asks_overdue_total'),
};

export const roomCounts: Consumer = { name: NAME, consume };

function consume({ commits, memo }: Portion): Consumed {
  const counts = new Map<string, number>();
  const count: Count = (series, labels, by = 1) => {
    const name = labels === undefined ? series : `${series}{${labels}}`;
    counts.set(name, (counts.get(name) ?? 0) + by);
  };
  let room = memo === '' ? null : (JSON.parse(memo) as Room);
  for (const event of commits.flatMap(({ events }) => events)) {
    const known = TABLE[event.type as Counted['type']] as ((...given: unknown[]) => Room | void) | undefined;
    // Of a drill nothing counts; of a log that is no room there is nothing to count.
    if (known === undefined || room?.isDrill === true || (room === null && event.type !== 'incident.declared'))
      continue;
    room = known(event.data, room, count) ?? room;
  }
  const writes = [...counts].map(([name, by]) => ['HINCRBY', KEY, name, by] as const);
  return { writes, memo: room === null ? '' : JSON.stringify(room) };
}

/** The counts of all rooms, as Prometheus text. */
export async function roomCountsText(redis: Redis, prefix: string): Promise<string> {
  const keys = new Keys(prefix);
  const buckets = await Promise.all(
    Array.from({ length: BUCKETS }, (_, bucket) => redis.hgetall(keys.consumed(bucket, NAME, KEY))),
  );
  const sums = new Map<string, number>();
  for (const [name, value] of buckets.flatMap(Object.entries<string>))
    sums.set(name, (sums.get(name) ?? 0) + Number(value));
  const lines = Object.entries(SERIES).flatMap(([series, [type, help]]) => [
    `# HELP ${series} ${help}`,
    `# TYPE ${series} ${type}`,
    ...[...sums]
      .filter(([name]) => name === series || name.startsWith(`${series}{`))
      .map(([name, value]) => `${name} ${value}`)
      .toSorted(),
  ]);
  return `${lines.join('\n')}\n`;
}
