/**
 * The few ways to notify people, by name, so that the rows of each capability (client/<capability>/calls.ts) read like
 * sentences. Panels may import this file from here, and no other.
 */
import type { AnyEvent } from '../../shared/envelope.ts';
import type { RoomState } from '../../shared/room.ts';
import type { Earcon } from './earcons.ts';

export interface Call {
  readonly sound?: Earcon;
  readonly passes?: true;
  readonly spoken?: 'assertive' | 'polite';
  /** A browser notification, when the page is hidden; one for each subject, a newer one replaces the older. */
  readonly subject?: string;
  /** A card waits for their answer, for a short time and silently. */
  readonly waits?: true;
}

/** Whose browser this is, and the room after the event. */
export interface Listener {
  readonly you: string;
  readonly room: RoomState;
}

/** One row for each type of event. */
export type Calls<Event extends AnyEvent> = {
  readonly [Type in Event['type']]: (data: Extract<Event, { type: Type }>['data'], listener: Listener) => Call | null;
};

export const nobody = (): null => null;
export const everybody = (): Call => POLITE;

export const POLITE: Call = { spoken: 'polite' };
/** Someone wants something of this person, by name: nothing holds it back. */
export const asked = (subject: string): Call => ({ sound: 'ask', passes: true, spoken: 'assertive', subject });
/** Something new is theirs to do: one sound, if there was none lately. */
export const given = (subject: string): Call => ({ sound: 'ask', spoken: 'polite', subject });
/** A deadline has passed, and this person is the one to act on it. */
export const late = (subject: string): Call => ({ sound: 'overdue', spoken: 'polite', subject });

/** The call, when it is for this person. */
export const when = (theirs: boolean, call: Call): Call | null => (theirs ? call : null);

export const isHolder = ({ you, room }: Listener): boolean => room.floor.holder === you;
