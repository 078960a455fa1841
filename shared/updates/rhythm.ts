/**
 * The schedule: how often an update is due, by severity and status, or as someone has set it by hand. Seconds
 * throughout; null means off. Pure readings of the state, asked by the rules of updates and by the panel.
 */
import type { IncidentState, Severity, Status } from '../incident/words.ts';
import type { Audience, UpdatesState } from './words.ts';

export interface SeesRhythm {
  readonly incident: Pick<IncidentState, 'severity' | 'status'>;
  readonly updates: Pick<UpdatesState, 'byHand'>;
}

const MINUTE = 60;
/** So far ahead an update may be promised: longer than that no one remembers a promise. */
export const MOST_AHEAD_SECONDS = 30 * 24 * 60 * MINUTE;
/** Minutes while investigating / identified / mitigated and monitoring. */
const TABLE: Readonly<Record<Severity, readonly [number, number, number] | null>> = {
  1: [15, 20, 30],
  2: [20, 30, 60],
  3: [30, 60, 120],
  4: null,
};
const COLUMN: Readonly<Record<Status, 0 | 1 | 2 | null>> = {
  investigating: 0,
  identified: 1,
  mitigated: 2,
  monitoring: 2,
  resolved: null,
};

/** The default, unless someone has said otherwise. */
export function tableSeconds(severity: Severity, status: Status): number | null {
  const [row, column] = [TABLE[severity], COLUMN[status]];
  return row === null || column === null ? null : row[column] * MINUTE;
}

/**
 * The schedule that holds for an audience now. What was set by hand goes before the table, until the incident is
 * resolved.
 */
export function rhythmSeconds(room: SeesRhythm, audience: Audience): number | null {
  const { severity, status } = room.incident;
  if (status === 'resolved') return null;
  const byHand = room.updates.byHand[audience];
  return byHand === undefined ? tableSeconds(severity, status) : byHand;
}

/** From mitigated on an update may be the last; before that only where no rhythm asks for another. */
export function mayBeLast(room: SeesRhythm, audience: Audience): boolean {
  return COLUMN[room.incident.status] === 2 || rhythmSeconds(room, audience) === null;
}

/**
 * How soon the first update is due after declaring or reopening: soon if it is serious, otherwise by its schedule,
 * never at SEV4.
 */
export function firstSeconds(severity: Severity, firstUpdateSeconds: number): number | null {
  return severity <= 2 ? firstUpdateSeconds : tableSeconds(severity, 'investigating');
}

/** Late is told in whole minutes: what came within the first is on time, in sentences, counts and figures alike. */
export const isLate = (lateSeconds: number): boolean => lateSeconds >= 60;
