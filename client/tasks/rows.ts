/**
 * The order of the list: your own tasks first; then what needs the commander (declined, overdue, blocked, unanswered),
 * then by when it is due. A team is kept together, its lead's tasks first and its members' below them, indented: who
 * reports to whom. A reading of the state alone, so it changes only when a task or a team does. Pure.
 */
import type { Task, TaskStatus, TasksState } from '../../shared/tasks/words.ts';
import type { Team, TeamsState } from '../../shared/teams/words.ts';

export interface TaskRow {
  readonly key: string;
  readonly task: Task;
  /** The owner's team, when the task is below that team's lead. */
  readonly below: Team | null;
}

/** A team whose members have tasks and whose lead has none. */
interface TeamRow {
  readonly key: string;
  readonly team: Team;
}

export interface Rows {
  readonly mine: readonly TaskRow[];
  readonly others: ReadonlyArray<TaskRow | TeamRow>;
  readonly ended: readonly Task[];
}

const OPEN: ReadonlySet<TaskStatus> = new Set(['offered', 'acknowledged', 'blocked']);
const LIVE: ReadonlySet<TaskStatus> = new Set([...OPEN, 'declined']);

/** Someone has it to do. */
export const isOpen = ({ status }: Task): boolean => OPEN.has(status);
export const isLive = ({ status }: Task): boolean => LIVE.has(status);

export function rowsOf({ tasks }: TasksState, { teams }: TeamsState, you: string): Rows {
  const live = tasks.filter(isLive);
  const mine = live.filter((task) => task.owner === you && task.status !== 'declined').toSorted(byNeed);
  const others = live.filter((task) => !mine.includes(task));
  return {
    mine: mine.map((task) => rowOf(task, null)),
    others: grouped(others, teams),
    ended: tasks.filter((task) => !isLive(task)).toReversed(),
  };
}

const rowOf = (task: Task, below: Team | null): TaskRow => ({ key: task.id, task, below });

/** Each team is one unit, and so is each task of a person in no team; the most pressing unit comes first. */
function grouped(tasks: readonly Task[], teams: readonly Team[]): ReadonlyArray<TaskRow | TeamRow> {
  const teamOf = new Map(
    teams.flatMap((team) =>
      [...team.members, ...(team.leader === null ? [] : [team.leader])].map((person) => [person, team] as const),
    ),
  );
  const units = new Map<string, Task[]>();
  for (const task of tasks) {
    const unit = teamOf.get(task.owner)?.id ?? `task ${task.id}`;
    units.set(unit, [...(units.get(unit) ?? []), task]);
  }
  const sorted = [...units.values()]
    .map((unit) => unit.toSorted(byNeed))
    .toSorted((one, other) => byNeed(one[0], other[0]));
  return sorted.flatMap((unit) => {
    const team = teamOf.get(unit[0]?.owner ?? '');
    return team === undefined ? unit.map((task) => rowOf(task, null)) : teamRows(team, unit);
  });
}

function teamRows(team: Team, tasks: readonly Task[]): ReadonlyArray<TaskRow | TeamRow> {
  const leads = tasks.filter((task) => task.owner === team.leader).map((task) => rowOf(task, null));
  const members = tasks.filter((task) => task.owner !== team.leader).map((task) => rowOf(task, team));
  return members.length > 0 && leads.length === 0
    ? [{ key: `team ${team.id}`, team }, ...members]
    : [...leads, ...members];
}

function byNeed(one: Task | undefined, other: Task | undefined): number {
  if (one === undefined || other === undefined) return 0;
  return need(one) - need(other) || end(one) - end(other);
}

/** What needs the commander, the most pressing lowest. */
export function need({ status, rung }: Task): number {
  if (status === 'declined') return 0;
  if (rung === 'overdue') return 1;
  if (status === 'blocked') return 2;
  return status === 'offered' && rung !== 'none' ? 3 : 4;
}

/** When it is due, or would be if it were acknowledged as soon as it was offered. */
const end = ({ dueAt, offeredAt, minutes }: Task): number =>
  dueAt === null ? Date.parse(offeredAt) + minutes * 60_000 : Date.parse(dueAt);
