/**
 * What the composer holds: the line as it is written, and what was corrected by hand below it. A correction stays while
 * the line says nothing new about that part: the newest word counts, wherever it was said. Pure.
 */
import { read, type Reader, type Reading } from './sentence.ts';

export interface Draft {
  readonly line: string;
  /** Corrected by hand; null: as the line says. */
  readonly who: string | null;
  readonly what: string | null;
  readonly minutes: number | null;
}

/** What would be sent now: `who` is null while no one or several are meant. */
export interface Task {
  readonly who: string | null;
  readonly what: string;
  readonly minutes: number;
  /** Neither line nor hand named a time. */
  readonly usual: boolean;
}

const USUAL_MINUTES = 10;
export const MINUTES: readonly number[] = [3, 5, 10, 20];
export const MOST_MINUTES = 480;
/** A time that was taken out again. */
export const NO_TIME = 0;
const LONGEST = 200;

export const blank = (line = ''): Draft => ({ line, who: null, what: null, minutes: null });

export function rewritten(draft: Draft, line: string, reader: Reader): Draft {
  const [before, after] = [read(draft.line, reader), read(line, reader)];
  const sameWho = before.anybody === after.anybody && before.who.join() === after.who.join();
  return {
    line,
    who: sameWho ? draft.who : null,
    what: before.what === after.what ? draft.what : null,
    minutes: before.minutes === after.minutes ? draft.minutes : null,
  };
}

/** `self`: a sentence that names no one means its writer. */
export function taskOf(draft: Draft, reading: Reading, self: string | null): Task {
  const named = reading.who.length === 1 ? (reading.who[0] ?? null) : null;
  const alone = reading.who.length === 0 && reading.anybody === null ? self : null;
  return {
    who: draft.who ?? named ?? alone,
    what: (draft.what ?? reading.what).trim(),
    minutes: draft.minutes ?? reading.minutes ?? USUAL_MINUTES,
    usual: (draft.minutes ?? reading.minutes) === null,
  };
}

/** Why it cannot be sent yet, in words; null when only the domain has to be asked. */
export function missing(task: Task, reading: Reading, line: string): string | null {
  if (line.trim() === '' && task.what === '') return 'Type who does what: Kim check the replicas 5m.';
  if (task.who === null) return whoIsMissing(reading);
  if (task.what === '') return 'Say what to do.';
  if (task.what.length > LONGEST) return `At most ${LONGEST} characters: one task, one line.`;
  return Number.isInteger(task.minutes) && task.minutes >= 1 && task.minutes <= MOST_MINUTES
    ? null
    : 'A timebox is 1 to 480 minutes.';
}

export function whoIsMissing({ who, anybody }: Reading): string {
  if (who.length > 1) return 'That matches several people. A task has one owner: choose one.';
  if (anybody !== null)
    return `“${anybody.charAt(0).toUpperCase()}${anybody.slice(1)}” isn’t a person. A task needs one owner: choose one.`;
  return 'A task needs one owner: choose one.';
}
