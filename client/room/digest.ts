/**
 * What somebody missed while their link was lost, most important first: who has command, what was decided, what is theirs.
 * Read from the commits that came since; chat and notes are left to the log, which marks them as new itself.
 */
import type { Commit } from '../../shared/envelope.ts';
import { tell } from '../session/telling.ts';

export interface Missed {
  readonly about: 'command' | 'incident' | 'yours' | 'updates';
  readonly at: string;
  readonly text: string;
}

const ORDER: ReadonlyArray<Missed['about']> = ['command', 'yours', 'incident', 'updates'];
const COMMAND: ReadonlySet<string> = new Set(['floor.begun', 'floor.passed', 'floor.assumed', 'floor.taken', 'floor.ended']);
const UPDATES: ReadonlySet<string> = new Set(['updates.posted', 'updates.overdue', 'updates.promised', 'updates.rhythm-set']);

interface Reader {
  readonly you: string;
  /** Whose link matters to everybody. */
  readonly holder: string | null;
}

export function missed(commits: readonly Commit[], reader: Reader, name: (person: string) => string): readonly Missed[] {
  const found = commits.flatMap(({ at, events }) => events.flatMap((event) => {
    const about = kindOf(event.type, event.data, reader);
    return about === null ? [] : [{ about, at, text: tell(event, name) }];
  }));
  return ORDER.flatMap((about) => found.filter((each) => each.about === about));
}

function kindOf(type: string, data: object, { you, holder }: Reader): Missed['about'] | null {
  if (COMMAND.has(type)) return 'command';
  if (type.startsWith('crew.link-')) return 'person' in data && data.person === holder && holder !== you ? 'command' : null;
  const mine = Object.values(data).includes(you);
  if (mine && (type.startsWith('floor.') || type.startsWith('crew.'))) return 'yours';
  if (type.startsWith('incident.')) return 'incident';
  return UPDATES.has(type) ? 'updates' : null;
}
