/**
 * Puts a line's words on the timeline exactly once, and never mistakes someone else's words for them. Anyone can
 * compute the line's id, so the entry under an id that is taken is read and compared: the line's own words (from
 * another tab, or sent by someone else), or an earlier state of them by the same person, are its entry. Anything else
 * is not, and the words go under the next id.
 *
 *   id of the line --> accepted --> entry         next ids: made of line, person, words and a count, so that two tabs walk alike
 *                 \--> taken --> its own words? entry : next id
 */
import type { Attachment } from '../../../shared/attachment.ts';
import type { Commit } from '../../../shared/envelope.ts';
import type { CommandAnswer } from '../../../shared/protocol.ts';
import { promoted } from '../../../shared/timeline/rules.ts';
import type { Send } from '../../session/hooks.ts';
import { freshId } from '../../session/ids.ts';
import { lineCommandId } from './line-command.ts';

export interface LineNote {
  readonly line: string;
  /** As in the document, including how it begins. */
  readonly text: string;
  /** Attachments sent with it, by id. */
  readonly attachments: readonly Attachment[];
}

export interface EntryWires {
  readonly roomId: string;
  readonly you: { readonly id: string };
  readonly send: Send;
  /** The commit of a version of the room's log; null if it is not available now. */
  readonly commitAt: (version: number) => Promise<Commit | null>;
}

/** `same`: the timeline says these words, and no earlier ones. */
export type Told =
  | { readonly ok: true; readonly id: string; readonly same: boolean }
  | Extract<CommandAnswer, { ok: false }>;

/** Taking one of them costs an entry under one's own name. */
const MOST_IDS = 8;
const NOT_READ = {
  ok: false,
  code: 'unconfirmed',
  message: 'Couldn’t check if the line is on the timeline.',
} as const;

/** A refusal of the server is passed on in its own words. */
export async function tellTimeline(wires: EntryWires, note: LineNote): Promise<Told> {
  const { line, text, attachments } = note;
  const data = { text, source: { line }, ...(attachments.length === 0 ? {} : { attachments }) };
  let answer: CommandAnswer = NOT_READ;
  for (let time = 0; time <= MOST_IDS; time += 1) {
    const id = time < MOST_IDS ? noteId(wires, note, time) : freshId();
    answer = await wires.send('timeline.note', data, id);
    if (answer.ok) return { ok: true, id, same: true };
    if (answer.code !== 'command.id-taken') return answer;
    const version = answer.facts?.['version'];
    const there = typeof version === 'number' ? await wires.commitAt(version) : null;
    if (there === null) return NOT_READ;
    const entry = entryIn(there, line);
    if (entry !== null && saysSame(entry, note)) return { ok: true, id, same: true };
    if (entry !== null && entry.by === wires.you.id) return { ok: true, id, same: false };
  }
  return answer;
}

export function noteId(
  { roomId, you }: Pick<EntryWires, 'roomId' | 'you'>,
  { line, text, attachments }: LineNote,
  time: number,
): string {
  return time === 0
    ? lineCommandId(roomId, line)
    : lineCommandId(roomId, JSON.stringify([line, you.id, text, attachments.map(({ id }) => id), time]));
}

interface Entry {
  readonly kind: 'note' | 'follow-up';
  readonly by?: unknown;
  readonly text?: unknown;
  readonly source?: { readonly line?: unknown };
  readonly attachments?: LineNote['attachments'];
}

/** What a commit put on the timeline from this line. */
function entryIn({ events }: Commit, line: string): Entry | null {
  const entries = events.flatMap(({ type, data }): Entry[] =>
    type === 'timeline.noted'
      ? [{ ...data, kind: 'note' }]
      : type === 'timeline.follow-up-noted'
        ? [{ ...data, kind: 'follow-up' }]
        : [],
  );
  return entries.find(({ source }) => source?.line === line) ?? null;
}

function saysSame(entry: Entry, { text, attachments }: LineNote): boolean {
  const { kind, rest } = promoted(text);
  const ids = (all: LineNote['attachments']): string => all.map(({ id }) => id).join();
  return (
    (entry.kind === 'follow-up') === (kind === 'follow-up') &&
    entry.text === rest &&
    ids(entry.attachments ?? []) === ids(attachments)
  );
}

/**
 * Whether the entry that a line names is on the timeline and came from it: any program may write that attribute. Reads
 * back in the log until it is found.
 */
export async function cameFrom(
  log: { readonly view: { get(): { readonly commits: readonly Commit[] } }; older(): Promise<boolean> },
  { line, entry }: { readonly line: string; readonly entry: string },
): Promise<boolean> {
  const isThere = (): boolean =>
    log.view.get().commits.some((commit) => commit.commandId === entry && entryIn(commit, line) !== null);
  while (!isThere()) if (!(await log.older())) return false;
  return true;
}
