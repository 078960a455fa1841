/**
 * Who may do what with a task: assign one to a person, or change someone else's. The commander's acts carry the floor's
 * epoch. Everyone else acts by what they are here: tech lead, team lead, deputy, the one who assigned it, its owner. A
 * person who refers to a former command of theirs, or has no such right, is told who has it now.
 */
import { refuse, type Refused } from '../decider.ts';
import type { Context } from '../envelope.ts';
import { floorRefusal, holdsSeat } from '../standing.ts';
import type { Sees } from './sees.ts';
import type { Task } from './words.ts';

/**
 * The commander to anyone, the tech lead to experts, a team's lead to its members. Refusals: the floor's,
 * not-yours-to-assign.
 */
export function assignRefusal(room: Sees, to: string, context: Context): Refused | null {
  const { id } = context.actor;
  if (id === room.floor.holder || speaksAsFormer(room, context)) return floorRefusal(room, context);
  if (leaderOf(room, to) === id) return null;
  if (holdsSeat(room, id, ['tech-lead']) && holdsSeat(room, to, ['expert'])) return null;
  return overtaken(room, context) ?? refuse('tasks.not-yours-to-assign', { to, holder: room.floor.holder });
}

/** The commander, or one of `others` as themself. Refusals: the floor's, not-yours-to-change. */
export function changeRefusal(
  room: Sees,
  task: Task,
  others: ReadonlyArray<string | null>,
  context: Context,
): Refused | null {
  const { id } = context.actor;
  const commands = id === room.floor.holder || speaksAsFormer(room, context);
  // What a commander does to another's task is a commander's act, even if they had assigned it before.
  if (others.includes(id) && (!commands || id === task.owner)) return null;
  if (commands) return floorRefusal(room, context);
  return (
    overtaken(room, context) ??
    refuse('tasks.not-yours-to-change', { owner: task.owner, by: task.by, holder: room.floor.holder, what: task.what })
  );
}

/** Who leads the team that this person is a member of; null when no one does. */
export function leaderOf({ teams }: Pick<Sees, 'teams'>, person: string): string | null {
  return teams.teams.find(({ members }) => members.includes(person))?.leader ?? null;
}

/** They still believe that they are the commander, by the epoch of a tenure that was theirs. */
function speaksAsFormer({ floor }: Sees, { actor, epoch }: Context): boolean {
  return (
    epoch !== undefined &&
    epoch !== floor.epoch &&
    floor.chain.some((tenure) => tenure.epoch === epoch && tenure.holder === actor.id)
  );
}

function overtaken(room: Sees, context: Context): Refused | null {
  return context.epoch === undefined || context.epoch === room.floor.epoch ? null : floorRefusal(room, context);
}
