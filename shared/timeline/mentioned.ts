/**
 * Which events are entries that a person wrote, and which entry a command refers to: what the rules ask about single
 * entries.
 */
import type { AnyEvent } from '../envelope.ts';
import type { TimelineEvent } from './words.ts';

interface Mentioned {
  readonly entry: string;
  readonly version: number;
  readonly index: number;
}

export type Written = Extract<TimelineEvent, { type: 'timeline.said' | 'timeline.noted' | 'timeline.follow-up-noted' }>;

export const KINDS = {
  'timeline.said': 'said',
  'timeline.noted': 'noted',
  'timeline.follow-up-noted': 'follow-up',
} as const;
const AMENDING: readonly string[] = ['timeline.correct', 'timeline.strike', 'timeline.pin'];

/** The entry that a command needs to know; null when it refers to none. */
export function mentionedEntry(command: { readonly type: string; readonly data: object }): Mentioned | null {
  const entry = AMENDING.includes(command.type) && 'entry' in command.data ? String(command.data.entry) : '';
  const [, version, index] = /^([1-9]\d{0,14})\.(\d{1,3})$/.exec(entry) ?? [];
  return version === undefined ? null : { entry, version: Number(version), index: Number(index) };
}

/** Was this written by a person as an entry, so that it can be corrected, struck or pinned? */
export function isEntry(event: AnyEvent): event is Written {
  return Object.hasOwn(KINDS, event.type);
}
