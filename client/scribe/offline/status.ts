/** What the document's heading says: whether everything is saved, how its link is, and who is writing. */
import { isolated, withoutTurns } from '../../../shared/isolated.ts';

/** The state of the document, as the panel's heading shows it. */
export interface ScribeStatus {
  /** Not there yet · exchanging · the network is away, typing goes on · the server ended it for good. */
  readonly link: 'opening' | 'live' | 'lost' | 'ended';
  /** The close code, once ended. */
  readonly ended: number | null;
  /** Own changes are on their way to the server's disk. */
  readonly saving: boolean;
  /** Own changes that are not known to be there, and for too long. */
  readonly unsynced: number;
  /** Names of the others who are writing now. */
  readonly typing: readonly string[];
  /** What is typed is not kept in this browser. */
  readonly keepsNoCopy: boolean;
  /** Something is in the document that no editor can draw. */
  readonly isUnshown: boolean;
  /** The document's size, once the server has warned of it. */
  readonly nearlyFullBytes: number | null;
}

export const OPENING: ScribeStatus = {
  link: 'opening',
  ended: null,
  saving: false,
  unsynced: 0,
  typing: [],
  keepsNoCopy: false,
  isUnshown: false,
  nearlyFullBytes: null,
};
const MEGABYTE = 1024 * 1024;
/** The server takes no more text then. */
const FULL_BYTES = 5 * MEGABYTE;

export function nearlyFullSentence(bytes: number): string {
  return `The document is nearly full (${(Math.min(bytes, FULL_BYTES) / MEGABYTE).toFixed(1)} of ${FULL_BYTES / MEGABYTE} MB). Delete or move long pastes.`;
}

/** What a closed document says to its reader; text that was not sent is kept, and can be exported. */
export function endedSentence(code: number | null, unsynced = 0): string {
  const why = reasonOf(code);
  const isGone = code === 4403 || code === 4404;
  return isGone && unsynced > 0
    ? `${why} Your changes weren’t sent. Download the document (button above), or copy what you need.`
    : why;
}

function reasonOf(code: number | null): string {
  if (code === 4400) return 'The server refused this page’s changes. Copy what you need, then reload.';
  if (code === 4409) return 'The document needs a newer version of this page. Nothing was sent. Reload to continue.';
  if (code === 4401) return 'Your session has ended. Sign in again in another tab, then come back to this page.';
  if (code === 4404) return 'That document doesn’t exist.';
  return 'You don’t have access to this document. Ask the commander to admit you.';
}

/** The first of the words that they are called, isolated like the whole. */
const firstOf = (name: string): string => isolated(withoutTurns(name).split(' ')[0] ?? name);

export function typingSentence(names: readonly string[]): string {
  const [first, second, ...more] = names.map(firstOf);
  if (first === undefined) return '';
  if (second === undefined) return `${first} is writing`;
  return more.length === 0
    ? `${first} and ${second} are writing`
    : `${first}, ${second} and ${more.length} more are writing`;
}
