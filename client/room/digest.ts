/**
 * What somebody missed while their link was lost, most important first: who has command, what was decided, what is theirs.
 * Read from the commits that came since; chat and notes are left to the log, which marks them as new itself.
 */
import type { Commit } from '../../shared/envelope.ts';
import { sentences as crew } from '../../shared/crew/sentences.ts';
import { sentences as floor } from '../../shared/floor/sentences.ts';
import { sentences as incident } from '../../shared/incident/sentences.ts';
import { sentences as updates } from '../../shared/updates/sentences.ts';

export interface Missed {
  readonly about: 'command' | 'incident' | 'yours' | 'updates';
  readonly at: string;
  readonly text: string;
}

const ORDER: ReadonlyArray<Missed['about']> = ['command', 'yours', 'incident', 'updates'];
const COMMAND: ReadonlySet<string> = new Set(['floor.begun', 'floor.passed', 'floor.assumed', 'floor.taken', 'floor.ended']);
const UPDATES: ReadonlySet<string> = new Set(['updates.posted', 'updates.overdue', 'updates.promised', 'updates.rhythm-set']);

type Say = (data: object, name: (person: string) => string) => string;
// Each table is exact in its own file; here an event is known by its type alone.
const SAY = { ...floor, ...crew, ...incident, ...updates } as unknown as Readonly<Record<string, Say>>;

interface Reader {
  readonly you: string;
  /** Whose link matters to everybody. */
  readonly holder: string | null;
}

export function missed(commits: readonly Commit[], reader: Reader, name: (person: string) => string): readonly Missed[] {
  const found = commits.flatMap(({ at, events }) => events.flatMap(({ type, data }) => {
    const about = kindOf(type, data, reader);
    const say = SAY[type];
    return about === null || say === undefined ? [] : [{ about, at, text: say(data, name) }];
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
