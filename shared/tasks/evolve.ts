/**
 * What each event about tasks changes in the folded state, and nothing else: there are no rules here. Always true
 * afterwards: every live task is in the list, oldest first, and of the ended ones the newest hundred, so that the state
 * does not grow with the incident. A task that is offered again starts over, except for the last report on it and
 * for what it waits for.
 */
import { foldBy } from '../decider.ts';
import type { Instant } from '../instants.ts';
import type { Task, TasksEvent, TasksState, TaskStatus } from './words.ts';

/** Ended tasks that stay in view; the log has all. */
const ENDED_KEPT = 100;

export const initial: TasksState = { tasks: [], count: 0 };

export const evolve = foldBy<TasksState, TasksEvent>({
  'tasks.assigned': (state, { id, to, by, what, minutes }, { at }) =>
    born(state, { id, by, what, minutes, createdAt: at, need: null, ...offered(to, at) }),
  'tasks.taken': (state, { id, by, what, minutes, dueAt }, { at }) => {
    const taken = { ...offered(by, at), status: 'acknowledged', dueAt } as const;
    return born(state, { id, by, what, minutes, createdAt: at, need: null, ...taken });
  },
  'tasks.acknowledged': (state, { task, dueAt }) =>
    change(state, task, { status: 'acknowledged', dueAt, rung: 'none', why: null, chasedAt: null }),
  'tasks.declined': (state, { task, why }) =>
    change(state, task, { status: 'declined', dueAt: null, rung: 'none', why }),
  'tasks.reported': (state, { task, condition, actions = '', needs = '' }, { at }) =>
    change(state, task, { report: { condition, actions, needs, at }, chasedAt: null }),
  'tasks.finished': (state, { task, result }, { at }) =>
    end(state, [task], { status: 'done', result: result ?? null, endedAt: at }),
  'tasks.extended': (state, { task, dueAt }) =>
    change(state, task, { status: 'acknowledged', dueAt, rung: 'none', need: null, chasedAt: null }),
  'tasks.blocked': (state, { task, need }) => change(state, task, { status: 'blocked', need, chasedAt: null }),
  'tasks.passed-on': (state, { task, to, by }, { at }) => change(state, task, { ...offered(to, at), offeredBy: by }),
  'tasks.cancelled': (state, { task, why }, { at }) =>
    end(state, [task], { status: 'cancelled', why: why ?? null, endedAt: at }),
  'tasks.kept': (state, { task, why }) => change(state, task, { why }),
  'tasks.restored': (state, { task, to, by }, { at }) =>
    change(state, task, { ...offered(to, at), offeredBy: by, endedAt: null }),
  'tasks.chased': (state, { task }, { at }) => change(state, task, { chasedAt: at }),
  'tasks.nudged': (state, { task }) => change(state, task, { rung: 'nudged' }),
  'tasks.unacknowledged': (state, { task }) => change(state, task, { rung: 'unacknowledged' }),
  'tasks.overdue': (state, { task }) => change(state, task, { rung: 'overdue' }),
  'tasks.left': (state, { tasks }, { at }) => end(state, tasks, { status: 'left', endedAt: at }),
});

type Beginning = Pick<Task, 'owner' | 'status' | 'offeredAt' | 'dueAt' | 'rung' | 'why' | 'chasedAt'>;

function offered(owner: string, at: Instant): Beginning {
  return { owner, status: 'offered', offeredAt: at, dueAt: null, rung: 'none', why: null, chasedAt: null };
}

function born(state: TasksState, task: Omit<Task, 'report' | 'result' | 'endedAt'>): TasksState {
  return { tasks: [...state.tasks, { ...task, report: null, result: null, endedAt: null }], count: state.count + 1 };
}

function change(state: TasksState, id: string, changed: Partial<Task>): TasksState {
  return { ...state, tasks: state.tasks.map((task) => (task.id === id ? { ...task, ...changed } : task)) };
}

function end(
  state: TasksState,
  ids: readonly string[],
  ending: { status: TaskStatus; endedAt: Instant } & Partial<Task>,
): TasksState {
  const ended = new Set(ids);
  return { ...state, tasks: newest(state.tasks.map((task) => (ended.has(task.id) ? { ...task, ...ending } : task))) };
}

/** Without the ended ones that ended longest ago, where there are too many. */
function newest(tasks: readonly Task[]): readonly Task[] {
  const ended = tasks.flatMap(({ id, endedAt }) => (endedAt === null ? [] : [{ id, at: Date.parse(endedAt) }]));
  if (ended.length <= ENDED_KEPT) return tasks;
  const gone = new Set(
    ended
      .toSorted((one, other) => one.at - other.at)
      .slice(0, -ENDED_KEPT)
      .map(({ id }) => id),
  );
  return tasks.filter(({ id }) => !gone.has(id));
}
