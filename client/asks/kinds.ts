/** The kinds of an ask, and the ways to answer one, as the screen writes them; who answers here. */
import type { Ask, AskKind, How } from '../../shared/asks/words.ts';
import type { DataOf } from '../../shared/commands.ts';
import { holdsSeat, type SeesStanding } from '../../shared/standing.ts';

export const KINDS: ReadonlyArray<{ readonly kind: AskKind; readonly name: string; readonly means: string }> = [
  { kind: 'information', name: 'Information', means: 'I need to know something.' },
  { kind: 'decision', name: 'Decision', means: 'I need someone to make a decision.' },
  { kind: 'resource', name: 'Resource', means: 'I need, or can provide, people, access or budget.' },
];

/** Any ask will do to ask the domain whether one may be sent at all. */
export const SAMPLE_ASK: DataOf<'asks.ask'> = { kind: 'information', text: '-' };

export const WAYS: ReadonlyArray<{ readonly value: How; readonly label: string }> = [
  { value: 'now', label: 'Answer now' },
  { value: 'later', label: 'In … minutes' },
  { value: 'no', label: 'No' },
  { value: 'handed', label: 'Forward …' },
];

const COMMS = ['comms-internal', 'comms-external'];

/** The people an ask may interrupt: commander and comms. */
export function isDisturbed(room: SeesStanding, person: string): boolean {
  return room.floor.holder === person || holdsSeat(room, person, COMMS);
}

/** The people who are shown the answer button; the domain is asked at the button. */
export function answers(room: SeesStanding, ask: Ask, person: string): boolean {
  return isDisturbed(room, person) || ask.handedTo === person || holdsSeat(room, person, ['deputy']);
}

const PLACES = ['', 'first', 'second', 'third'];
export const placeInWords = (place: number): string => PLACES[place] ?? `number ${place}`;
