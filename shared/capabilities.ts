/**
 * The one list of what a room can do. A new capability is one line here; room state, authority, refusals, sentences and
 * what is asked about events follow from it.
 *
 * The order counts: what is due is settled, and followed, from the top. Stored logs were made in this order, so append.
 */
import { asks } from './asks/capability.ts';
import { crew } from './crew/capability.ts';
import { decisions } from './decisions/capability.ts';
import { fatigue } from './fatigue/capability.ts';
import { floor } from './floor/capability.ts';
import { incident } from './incident/capability.ts';
import { scribe } from './scribe/capability.ts';
import { tasks } from './tasks/capability.ts';
import { teams } from './teams/capability.ts';
import { timeline } from './timeline/capability.ts';
import { updates } from './updates/capability.ts';
import type { RoomOf } from './capability.ts';

export const CAPABILITIES = [
  incident,
  floor,
  crew,
  updates,
  timeline,
  tasks,
  decisions,
  asks,
  teams,
  fatigue,
  scribe,
] as const;

export type RoomState = RoomOf<typeof CAPABILITIES>;
