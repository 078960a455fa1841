/**
 * Who is told of an event, and how loudly: only people who must act hear a sound, except that everyone hears of a
 * change of command; everyone sees the fact. The server's events decide, never a timer of this browser.
 *
 *   assertive  command has moved, offered to me, asked of me       polite  my task, my role, severity, a decision, an update that is due
 *   passes     heard through mute and past the budget of one sound in ten minutes
 *
 * Every type of event of every capability has its row, also those that notify no one: silence is decided here too.
 */
import type { AnyEvent } from '../../shared/envelope.ts';
import { CALLS_OF } from './capabilities.ts';
import type { Call, Listener } from './calls.ts';

type Row = (data: object, listener: Listener) => Call | null;
// Each row is exact where it stands; here an event is known by its type alone.
export const CALLS = Object.assign({}, ...CALLS_OF) as Readonly<Record<string, Row>>;

/** Null: this is nothing to tell this person. */
export function callFor(event: AnyEvent, listener: Listener): Call | null {
  return Object.hasOwn(CALLS, event.type) ? (CALLS[event.type]?.(event.data, listener) ?? null) : null;
}
