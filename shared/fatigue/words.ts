/**
 * What can be said about fatigue: only that the clock has noticed how long one person has been in command in a row. It
 * asks and tells; it never blocks anyone. There are no commands here.
 */
import { z } from 'zod';
import { id } from '../texts.ts';
import type { Said } from '../texts.ts';

/**
 * one: a quiet prompt · two: "who can relieve you?" · three: told to the deputy · eight: to the room. In hours of
 * command.
 */
export const step = z.enum(['one', 'two', 'three', 'eight']);
export type FatigueStep = z.infer<typeof step>;

export const commands = {};

export const events = {
  'fatigue.prompted': z.object({ holder: id, epoch: z.int(), step, seconds: z.int(), to: z.array(id) }),
};

export type FatigueCommand = never;
export type FatigueEvent = Said<typeof events>;

export interface FatigueState {
  /** Of the tenure with this epoch the clock has said this much; null: nothing yet. */
  readonly epoch: number;
  readonly step: FatigueStep | null;
}
