/**
 * What a person missed while their link was lost, most important first: who has command, what was decided, what is
 * theirs. Read from the commits since then; chat and notes are left to the log, which marks them as new itself.
 */
import type { AnyEvent, Commit } from '../../shared/envelope.ts';
import { happensByItself } from '../../shared/flags.ts';
import { tell } from '../session/telling.ts';
import { clockTold } from '../session/zone.ts';

export type About = 'command' | 'decisions' | 'tasks' | 'yours' | 'incident' | 'updates';

export interface Missed {
  readonly about: About;
  readonly at: string;
  readonly text: string;
}

export const ORDER: readonly About[] = ['command', 'decisions', 'tasks', 'yours', 'incident', 'updates'];
const COMMAND: ReadonlySet<string> = new Set([
  'floor.begun',
  'floor.passed',
  'floor.assumed',
  'floor.taken',
  'floor.ended',
]);
const DECIDED: ReadonlySet<string> = new Set([
  'decisions.proceeded',
  'decisions.decided',
  'decisions.amended',
  'decisions.dropped',
  'decisions.left',
]);
const UPDATES: ReadonlySet<string> = new Set([
  'updates.posted',
  'updates.overdue',
  'updates.promised',
  'updates.rhythm-set',
]);

interface Reader {
  readonly you: string;
  /** People whose connection matters to everyone. */
  readonly holder: string | null;
}

export function missed(
  commits: readonly Commit[],
  reader: Reader,
  name: (person: string) => string,
): readonly Missed[] {
  const found = commits.flatMap(({ at, by, events }) =>
    events.flatMap((event) => {
      // They know what they did meanwhile on another device.
      const about = by === reader.you && !happensByItself(event) ? null : kindOf(event, reader);
      return about === null ? [] : [{ about, at, text: tell(event, name, clockTold(at)) }];
    }),
  );
  return ORDER.flatMap((about) => found.filter((each) => each.about === about));
}

function kindOf(event: AnyEvent, { you, holder }: Reader): About | null {
  const { type, data } = event;
  if (COMMAND.has(type)) return 'command';
  if (type.startsWith('crew.link-'))
    return 'person' in data && data.person === holder && holder !== you ? 'command' : null;
  if (DECIDED.has(type)) return 'decisions';
  const concerned = concerns(data, you);
  if (type.startsWith('tasks.')) return concerned ? 'tasks' : null;
  if (concerned && !/^(incident|timeline|fatigue)\./.test(type)) return 'yours';
  if (type.startsWith('incident.')) return 'incident';
  return UPDATES.has(type) ? 'updates' : null;
}

/** Named in it, alone or among others, also as the holder of a role in a go/no-go. */
function concerns(data: object, you: string): boolean {
  const named = (value: unknown): boolean =>
    value === you || (typeof value === 'object' && value !== null && 'person' in value && value.person === you);
  return Object.values(data).some((value: unknown) => (Array.isArray(value) ? value.some(named) : value === you));
}
