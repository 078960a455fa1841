/**
 * The span of control: the people who report straight to the commander, and where it grows too wide. A reading of the
 * room only; it prompts and never blocks. A person counts who has something to report: a role, an open task, a team to
 * lead, or membership in a team without a lead. The members of a led team report to their lead, whatever else they
 * have. A person who is away or resting counts only as long as a task of theirs is open.
 */
import { isResponder, seatsOf, type SeesStanding } from '../standing.ts';
import type { Task, TasksState } from '../tasks/words.ts';
import type { TeamsState } from './words.ts';

/** Incident Command System: one supervisor for three to seven people, and five is the aim. */
export const SPAN_AIM = 5;
/** Above the aim: the commander is asked to look at it. */
export const SPAN_PROMPT = 6;
/** Beyond the seven: "split off a team?" */
export const SPAN_SPLIT = 8;

interface SeesTeams extends SeesStanding {
  readonly teams: TeamsState;
}

export interface SeesSpan extends SeesTeams {
  readonly tasks: { readonly tasks: ReadonlyArray<Pick<TasksState['tasks'][number], 'owner' | 'status'>> };
}

const OPEN: ReadonlySet<Task['status']> = new Set(['offered', 'acknowledged', 'blocked']);

/** The ids of those who report straight to the commander, in the order in which they joined. */
export function span(room: SeesSpan): readonly string[] {
  const { holder } = room.floor;
  if (holder === null) return [];
  const busy = new Set(room.tasks.tasks.filter(({ status }) => OPEN.has(status)).map(({ owner }) => owner));
  return Object.entries(room.crew.members)
    .filter(
      ([person, { availability }]) =>
        reportsTo(room, person) === holder && (busy.has(person) || (availability === 'here' && hasPlace(room, person))),
    )
    .map(([person]) => person);
}

/**
 * The person this one reports to: the lead of their team, or else the commander; null for a person who reports to no
 * one.
 */
export function reportsTo(room: SeesTeams, person: string): string | null {
  if (person === room.floor.holder || !isResponder(room, person)) return null;
  return room.teams.teams.find(({ members }) => members.includes(person))?.leader ?? room.floor.holder;
}

function hasPlace(room: SeesTeams, person: string): boolean {
  const inTeam = room.teams.teams.some(({ leader, members }) => leader === person || members.includes(person));
  return inTeam || seatsOf(room, person).length > 0;
}
