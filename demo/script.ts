/**
 * The incident as it was published, and how its clock maps onto ours: 25 hours in as many seconds as DEMO_SPEED says.
 *
 * What a room requires and the published notes do not have (a read-back, a reason for handing over) is added here, so
 * that the rest of the demo only plays it.
 */
import { readFileSync } from 'node:fs';

export type Kind = 'note' | 'declare' | 'task' | 'handoff' | 'severity' | 'update' | 'chat' | 'decision' | 'status';

export interface Entry {
  readonly at: string;
  readonly by: string;
  readonly kind: Kind;
  readonly text: string;
  readonly to?: string;
  readonly trend?: 'worse' | 'steady' | 'better';
  readonly ifThen?: string;
  readonly severity?: 1 | 2 | 3 | 4;
  readonly status?: string;
  readonly audience?: string;
}

export interface Incident {
  readonly title: string;
  readonly impact: string;
  readonly crew: ReadonlyArray<{ readonly id: string; readonly name: string; readonly area?: string }>;
  readonly entries: readonly Entry[];
}

export const incident = JSON.parse(readFileSync(new URL('incident.json', import.meta.url), 'utf8')) as Incident;

/** What the receiver reads back, and why the giver hands over, by receiver. */
export const HANDOFFS: Readonly<Record<string, { readonly why: string; readonly readBack: string }>> = {
  'commander-1': {
    why: 'joining-the-fix',
    readBack: "First thing I'll do: have the load stopped before anybody touches replication",
  },
  'commander-2': {
    why: 'tired',
    readBack: "First thing I'll do: ask how far the copy is, and have somebody look for the unsanitised one",
  },
};

/** The published notes don't say how long the incident's one task should take. */
export const TIMEBOX_MINUTES = 120;
/** The roles whose go the irreversible step needs, and who has them. */
export const STATIONS: Readonly<Record<string, string>> = {
  'tech-lead': 'engineer-2',
  scribe: 'engineer-3',
  'comms-external': 'comms',
};
/** The note with which the owner finished the task. */
export const finishes = ({ at, by }: Entry): boolean => by === 'engineer-2' && at === '2017-01-31T21:30:00Z';

/** After these the commander also updates those inside the company. */
const TOLD_INSIDE: readonly Kind[] = ['declare', 'severity', 'decision', 'status'];
export const isToldInside = (entry: Entry): boolean => TOLD_INSIDE.includes(entry.kind);

/** A shorter promise could fall due while its own text is still being approved. */
const SHORTEST_PROMISE_MS = 2_000;

/** Original time against ours. The clock starts at the declaration: what happened before is noted afterwards. */
export class ScaledClock {
  readonly #startedAt = Date.now();
  readonly #declaredAt = Date.parse(incident.entries.find((entry) => entry.kind === 'declare')?.at ?? '');

  readonly speed: number;

  constructor(speed: number) {
    this.speed = speed;
  }

  /** Milliseconds of ours until this original instant; never negative. */
  until(at: string): number {
    return Math.max(0, this.#startedAt + (Date.parse(at) - this.#declaredAt) / this.speed - Date.now());
  }

  /**
   * Original minutes in our milliseconds, at most a second and a half, because no one waits longer for a person to
   * answer.
   */
  minutes(count: number): number {
    return Math.min(1_500, (count * 60_000) / this.speed);
  }

  /** The instant to promise for the next update in the notes, or null when there is none. */
  promise(entry: Entry, next: Entry | undefined, stretch = 1): string | null {
    if (next === undefined) return null;
    const gap = ((Date.parse(next.at) - Date.parse(entry.at)) / this.speed) * stretch;
    return new Date(Date.now() + Math.max(SHORTEST_PROMISE_MS, gap)).toISOString();
  }
}

/** The next entry after this one that the test accepts. */
export function nextAfter(entry: Entry, admits: (entry: Entry) => boolean): Entry | undefined {
  return incident.entries.slice(incident.entries.indexOf(entry) + 1).find(admits);
}

/** The line of an entry in the scribe document. */
export const asLine = (entry: Entry): string => `${entry.at.slice(11, 16)}  ${entry.text}`;
