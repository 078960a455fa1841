/**
 * What a closed incident was, in the facts that someone asks for first: how long, who commanded, how the severity went,
 * how the updates were kept. A reading of the folded room; pure.
 */
import type { MadeDecision } from '../../shared/decisions/words.ts';
import type { Severity } from '../../shared/incident/words.ts';
import { inTotal } from '../../shared/fatigue/command-time.ts';
import { secondsBetween } from '../../shared/instants.ts';
import type { RoomState } from '../../shared/room.ts';

export interface Summary {
  readonly declaredAt: string;
  readonly closedAt: string;
  readonly seconds: number;
  /** Everyone who commanded, in the order in which they first did, with all their time. */
  readonly commanders: ReadonlyArray<{ readonly person: string; readonly seconds: number }>;
  readonly changesOfCommand: number;
  readonly severities: ReadonlyArray<{ readonly severity: Severity; readonly at: string; readonly why: string | null }>;
  readonly worst: Severity;
  readonly updates: { readonly sent: number; readonly late: number };
  /** What was decided, oldest first; only the newest are kept in the room's state. */
  readonly decisions: ReadonlyArray<Pick<MadeDecision, 'text' | 'objections'>>;
  readonly tasks: { readonly done: number; readonly all: number };
}

/** Null while it is open. */
export function summaryOf(room: RoomState): Summary | null {
  const { declaredAt, closedAt, severities, severity } = room.incident;
  if (declaredAt === null || closedAt === null) return null;
  const people = [...new Set(room.floor.chain.map(({ holder }) => holder))];
  return {
    declaredAt,
    closedAt,
    seconds: secondsBetween(declaredAt, closedAt),
    commanders: people.map((person) => ({ person, seconds: inTotal(room, person, closedAt) })),
    changesOfCommand: room.floor.chain.filter(({ how }) => how !== 'declared' && how !== 'reopened').length,
    severities: severities.map(({ severity: each, at, why }) => ({ severity: each, at, why })),
    worst: severities.reduce<Severity>((worst, each) => (each.severity < worst ? each.severity : worst), severity),
    updates: { sent: room.updates.postedCount, late: room.updates.lateCount },
    decisions: room.decisions.made
      .filter(({ outcome }) => outcome === 'proceeded' || outcome === 'decided')
      .map(({ text, objections }) => ({ text, objections })),
    tasks: {
      done: room.tasks.tasks.filter(({ status }) => status === 'done').length,
      all: room.tasks.tasks.length,
    },
  };
}
