/**
 * The roll-call: every capability by name, and the room that they make together. One line here is what a new capability costs.
 *
 * An event goes to the capability whose name it begins with, and to no other: that is what keeps their states apart.
 */
import { UnknownEvent, type Capability } from './decider.ts';
import type { AnyCommand, AnyEvent, Stamp } from './envelope.ts';
import { crew } from './crew/rules.ts';
import { floor } from './floor/rules.ts';
import { incident } from './incident/rules.ts';
import { timeline } from './timeline/rules.ts';
import { updates } from './updates/rules.ts';
import type { CrewState } from './crew/words.ts';
import type { FloorState } from './floor/words.ts';
import type { IncidentState } from './incident/words.ts';
import type { TimelineState } from './timeline/words.ts';
import type { UpdatesState } from './updates/words.ts';

export interface RoomState {
  readonly incident: IncidentState;
  readonly floor: FloorState;
  readonly crew: CrewState;
  readonly updates: UpdatesState;
  readonly timeline: TimelineState;
}

type AnyCapability = Capability<unknown, AnyCommand, AnyEvent, RoomState>;
const rollCall = { incident, floor, crew, updates, timeline };
// Each entry is exact in its own file; behind this one line they are told apart by the prefix of their words.
export const capabilities = rollCall as unknown as Readonly<Record<keyof RoomState, AnyCapability>>;
export const names = Object.keys(rollCall) as ReadonlyArray<keyof RoomState>;

export const initial: RoomState = {
  incident: incident.initial,
  floor: floor.initial,
  crew: crew.initial,
  updates: updates.initial,
  timeline: timeline.initial,
};

/** Folds one event. Throws UnknownEvent on a word of a newer law. */
export function step(room: RoomState, event: AnyEvent, stamp: Stamp): RoomState {
  const name = event.type.slice(0, event.type.indexOf('.')) as keyof RoomState;
  if (!Object.hasOwn(rollCall, name)) throw new UnknownEvent(event.type);
  return { ...room, [name]: capabilities[name].evolve(room[name], event, stamp) };
}
