/**
 * Finding words in a room's whole log: what people wrote, as it was last corrected, and the room's own sentences.
 * Commits are given from the newest to the oldest.
 */
import { CAPABILITIES } from './capabilities.ts';
import { tellerOf } from './compose.ts';
import type { Commit } from './envelope.ts';
import { utcClockAt } from './instants.ts';
import type { RoomState } from './room.ts';
import { hasWords, wordsOf } from './sought.ts';
import { nameIn } from './standing.ts';
import { readerOfCorrected } from './timeline/corrected.ts';

/** A line of the log that was found. */
export interface FoundLine {
  readonly id: string;
  /** In the chat; otherwise it is on the timeline. */
  readonly said: boolean;
  readonly by: string;
  readonly at: string;
  readonly text: string;
}

const sentence = tellerOf(CAPABILITIES);

/** Each commit's lines with all these words, newest first. */
export function finderIn(room: RoomState, typed: string): (commit: Commit) => readonly FoundLine[] {
  const words = wordsOf(typed);
  const name = (person: string): string => nameIn(room, person) ?? person;
  const linesOf = readerOfCorrected((event, _, at) => sentence(event, name, utcClockAt(at)));
  return (commit) =>
    linesOf(commit)
      .filter(({ text, by }) => hasWords(`${text} ${name(by)}`, words))
      .map(({ id, kind, by, at, text }) => ({ id, said: kind === 'said', by, at, text }));
}
