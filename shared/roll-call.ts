/**
 * The roll-call: every capability by name, and the room that they make together. One line here is what a new capability costs.
 *
 * An event goes to the capability whose name it begins with, and to no other: that is what keeps their states apart.
 */
import { UnknownEvent, type Capability } from './decider.ts';
import type { AnyCommand, AnyEvent, Stamp } from './envelope.ts';
import { asks } from './asks/rules.ts';
import { crew } from './crew/rules.ts';
import { decisions } from './decisions/rules.ts';
import { fatigue } from './fatigue/rules.ts';
import { floor } from './floor/rules.ts';
import { incident } from './incident/rules.ts';
import { tasks } from './tasks/rules.ts';
import { teams } from './teams/rules.ts';
import { timeline } from './timeline/rules.ts';
import { updates } from './updates/rules.ts';
import type { AsksState } from './asks/words.ts';
import type { CrewState } from './crew/words.ts';
import type { DecisionsState } from './decisions/words.ts';
import type { FatigueState } from './fatigue/words.ts';
import type { FloorState } from './floor/words.ts';
import type { IncidentState } from './incident/words.ts';
import type { TasksState } from './tasks/words.ts';
import type { TeamsState } from './teams/words.ts';
import type { TimelineState } from './timeline/words.ts';
import type { UpdatesState } from './updates/words.ts';

export interface RoomState {
  readonly incident: IncidentState;
  readonly floor: FloorState;
  readonly crew: CrewState;
  readonly updates: UpdatesState;
  readonly timeline: TimelineState;
  readonly tasks: TasksState;
  readonly decisions: DecisionsState;
  readonly asks: AsksState;
  readonly teams: TeamsState;
  readonly fatigue: FatigueState;
}

type AnyCapability = Capability<unknown, AnyCommand, AnyEvent, RoomState>;
const rollCall = { incident, floor, crew, updates, timeline, tasks, decisions, asks, teams, fatigue };
// Each entry is exact in its own file; behind this one line they are told apart by the prefix of their words.
export const capabilities = rollCall as unknown as Readonly<Record<keyof RoomState, AnyCapability>>;
export const names = Object.keys(rollCall) as ReadonlyArray<keyof RoomState>;

export const initial: RoomState = {
  incident: incident.initial,
  floor: floor.initial,
  crew: crew.initial,
  updates: updates.initial,
  timeline: timeline.initial,
  tasks: tasks.initial,
  decisions: decisions.initial,
  asks: asks.initial,
  teams: teams.initial,
  fatigue: fatigue.initial,
};

/** Folds one event. Throws UnknownEvent on a word of a newer law. */
export function step(room: RoomState, event: AnyEvent, stamp: Stamp): RoomState {
  const name = event.type.slice(0, event.type.indexOf('.')) as keyof RoomState;
  if (!Object.hasOwn(rollCall, name)) throw new UnknownEvent(event.type);
  return { ...room, [name]: capabilities[name].evolve(room[name], event, stamp) };
}
