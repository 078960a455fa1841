/** The few ways in which people are called, by name, so that the rows of the policy read like sentences. */
import type { Call, Listener } from './policy.ts';

export const nobody = (): null => null;
export const everybody = (): Call => POLITE;

export const POLITE: Call = { spoken: 'polite' };
/** Somebody wants something of this person, by name: nothing holds it back. */
export const asked = (subject: string): Call => ({ sound: 'ask', passes: true, spoken: 'assertive', subject });
/** Something new is theirs to do: one sound, if there was none lately. */
export const given = (subject: string): Call => ({ sound: 'ask', spoken: 'polite', subject });
/** A time has passed, and they are the one to act on it. */
export const late = (subject: string): Call => ({ sound: 'overdue', spoken: 'polite', subject });

/** The call, when it is for this person. */
export const when = (theirs: boolean, call: Call): Call | null => (theirs ? call : null);

export const isHolder = ({ you, room }: Listener): boolean => room.floor.holder === you;
