/**
 * What can be said about sub-teams: a lead, a goal, a time. Members report to their lead, and only the lead to the
 * commander: that is how a span of control that grew too wide becomes small again (ICS: three to seven, five is the
 * aim).
 */
import { z } from 'zod';
import { id, line, type Said } from '../texts.ts';
import type { Instant } from '../instants.ts';

const minutes = z.int().min(1).max(480);
const goal = line(200);

export const commands = {
  'teams.form': z.strictObject({ name: line(60), leader: id, goal, minutes, members: z.array(id).max(50) }),
  'teams.add': z.strictObject({ team: id, person: id }),
  'teams.remove': z.strictObject({ team: id, person: id }),
  'teams.lead': z.strictObject({ team: id, leader: id }),
  'teams.set-goal': z.strictObject({ team: id, goal, minutes }),
  'teams.dissolve': z.strictObject({ team: id, why: line(300).optional() }),
};

export const events = {
  'teams.formed': z.object({
    id,
    name: z.string(),
    leader: id,
    goal: z.string(),
    until: z.string(),
    members: z.array(id),
  }),
  /** People who were in another team leave it by this. */
  'teams.added': z.object({ team: id, name: z.string(), person: id }),
  /**
   * asked: a person's request · left: no longer a responder of this room · commands: has the floor now · moved: is in
   * another team now
   */
  'teams.removed': z.object({
    team: id,
    name: z.string(),
    person: id,
    cause: z.enum(['asked', 'left', 'commands', 'moved']),
  }),
  /** `former`: who led until now, and stays as a member. */
  'teams.led': z.object({ team: id, name: z.string(), leader: id, former: id.optional() }),
  /** No one leads it now: its members report to the commander until someone does. */
  'teams.leader-left': z.object({
    team: id,
    name: z.string(),
    leader: id,
    cause: z.enum(['left', 'commands', 'moved']),
    to: z.array(id),
  }),
  'teams.goal-set': z.object({ team: id, name: z.string(), goal: z.string(), until: z.string() }),
  /** Its time is over: lead and commander look at it again. */
  'teams.due': z.object({ team: id, name: z.string(), goal: z.string(), to: z.array(id) }),
  'teams.dissolved': z.object({
    team: id,
    name: z.string(),
    cause: z.enum(['asked', 'closed']),
    why: z.string().optional(),
  }),
};

export type TeamsCommand = Said<typeof commands>;
export type TeamsEvent = Said<typeof events>;

export interface Team {
  readonly id: string;
  readonly name: string;
  /** Null: no one leads it now. */
  readonly leader: string | null;
  readonly goal: string;
  readonly until: Instant;
  /** Without the lead. */
  readonly members: readonly string[];
  readonly formedAt: Instant;
  /** Its time was over and that was said. */
  readonly rung: boolean;
}

export interface TeamsState {
  readonly teams: readonly Team[];
}

export type TeamsRefusal =
  | 'teams.no-such-team'
  | 'teams.name-taken'
  | 'teams.cannot-lead'
  | 'teams.cannot-join'
  | 'teams.already-in'
  | 'teams.not-in'
  | 'teams.not-yours'
  | 'teams.too-many';
