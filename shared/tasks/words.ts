/**
 * What can be said about tasks. A task has exactly one named person, something to do, and a timebox in minutes that
 * runs from the moment that person says "I have it".
 *
 *   assigned (offered) --> acknowledged | declined --> finished | extended | blocked          cancelled, passed on: at any time before
 *
 * An owner who reports, finishes, blocks or asks for more time has it, said or not: the same commit acknowledges an
 * offered task first. A declined one is still its owner's to take up after all, until it is passed on or cancelled.
 * What a blocked owner lacks goes along to the next one, until someone goes on without it.
 * Where a command may leave `task` out, it means the actor's one open task; with several it must be named.
 */
import { z } from 'zod';
import { clearable, id, line, text, type Said } from '../texts.ts';
import type { Instant } from '../instants.ts';

/** 3, 5, 10 and 20 are offered on screen; any whole number of minutes up to eight hours is taken. */
const minutes = z.int().min(1).max(480);
const what = line(200);
const mine = { task: id.optional() };

export const commands = {
  'tasks.assign': z.strictObject({ to: id, what, minutes }),
  'tasks.take': z.strictObject({ what, minutes }),
  'tasks.acknowledge': z.strictObject(mine),
  'tasks.decline': z.strictObject({ ...mine, why: line(300) }),
  /** CAN: condition, actions, needs. The last two may be empty. */
  'tasks.report': z.strictObject({
    ...mine,
    condition: text,
    actions: clearable.optional(),
    needs: clearable.optional(),
  }),
  'tasks.done': z.strictObject({ ...mine, result: text.optional() }),
  /** The owner's own estimate, counted from now. Also ends a block. */
  'tasks.more-time': z.strictObject({ ...mine, minutes }),
  'tasks.block': z.strictObject({ ...mine, need: line(300) }),
  'tasks.pass-on': z.strictObject({ ...mine, to: id }),
  'tasks.cancel': z.strictObject({ task: id, why: line(300).optional() }),
  /** The inverse of cancelling, and of being left at a close: offered again to the same person. */
  'tasks.restore': z.strictObject({ task: id }),
  /** After a reopening: all that its close left open is offered again, or none of it is needed any more. */
  'tasks.settle-left': z.strictObject({ how: z.enum(['offer', 'cancel']) }),
  /** "Finished?": asks the owner directly. */
  'tasks.chase': z.strictObject({ task: id }),
};

const rung = z.object({ task: id, /** Who is to act on it; the domain chose them. */ to: z.array(id) });

export const events = {
  'tasks.assigned': z.object({ id, to: id, by: id, what: z.string(), minutes: z.int() }),
  /** A person assigned it to themself: acknowledged by that. */
  'tasks.taken': z.object({ id, by: id, what: z.string(), minutes: z.int(), dueAt: z.string() }),
  'tasks.acknowledged': z.object({ task: id, by: id, what: z.string(), dueAt: z.string() }),
  'tasks.declined': z.object({ task: id, by: id, what: z.string(), why: z.string() }),
  'tasks.reported': z.object({
    task: id,
    by: id,
    what: z.string(),
    condition: z.string(),
    actions: z.string().optional(),
    needs: z.string().optional(),
  }),
  'tasks.finished': z.object({ task: id, by: id, what: z.string(), result: z.string().optional() }),
  'tasks.extended': z.object({ task: id, by: id, what: z.string(), minutes: z.int(), dueAt: z.string() }),
  'tasks.blocked': z.object({ task: id, by: id, what: z.string(), need: z.string() }),
  /**
   * asked: a person's request · handoff: the new commander reassigned their own work · left: its owner is no longer in
   * the room
   */
  'tasks.passed-on': z.object({
    task: id,
    from: id,
    to: id,
    by: id,
    what: z.string(),
    cause: z.enum(['asked', 'handoff', 'left']),
  }),
  'tasks.cancelled': z.object({
    task: id,
    owner: id,
    by: id,
    what: z.string(),
    why: z.string().optional(),
    cause: z.enum(['asked', 'handoff']),
  }),
  /** The new commander keeps hands-on work because no one else is here to take it. */
  'tasks.kept': z.object({ task: id, by: id, what: z.string(), why: z.string() }),
  'tasks.restored': z.object({ task: id, to: id, by: id, what: z.string() }),
  'tasks.chased': z.object({ task: id, to: id, by: id, what: z.string() }),
  /** 60 s without an answer: the owner is reminded. */
  'tasks.nudged': rung.extend({ what: z.string() }),
  /** 120 s without an answer: the deputy is told. */
  'tasks.unacknowledged': rung.extend({ owner: id, what: z.string() }),
  /**
   * The timebox is over: the person the owner reports to is prompted, "Ask Bob: finished?". `blocked`: the owner had
   * said what they need and still waits for it; others are late, not they.
   */
  'tasks.overdue': rung.extend({ owner: id, what: z.string(), blocked: z.literal(true).optional() }),
  /** The incident was closed with these still open. */
  'tasks.left': z.object({ tasks: z.array(id) }),
};

export type TasksCommand = Said<typeof commands>;
export type TasksEvent = Said<typeof events>;

export type TaskStatus = 'offered' | 'acknowledged' | 'blocked' | 'declined' | 'done' | 'cancelled' | 'left';

export interface Task {
  readonly id: string;
  readonly owner: string;
  /** Who assigned it; the owner themself when they took it. */
  readonly by: string;
  /** Who reassigned or restored it last; absent while it is as it was assigned. */
  readonly offeredBy?: string;
  readonly what: string;
  readonly minutes: number;
  readonly status: TaskStatus;
  readonly createdAt: Instant;
  /** When it was last offered to its present owner: the 60 and 120 seconds run from here. */
  readonly offeredAt: Instant;
  /** When the timebox is over; null until it is acknowledged. */
  readonly dueAt: Instant | null;
  /** The last rung that rang since it was offered or its time was set. */
  readonly rung: 'none' | 'nudged' | 'unacknowledged' | 'overdue';
  /** What its owner, or the one before, said they need; null once someone goes on without it. */
  readonly need: string | null;
  /** Why it was declined or cancelled, or why the commander keeps it. */
  readonly why: string | null;
  readonly report: {
    readonly condition: string;
    readonly actions: string;
    readonly needs: string;
    readonly at: Instant;
  } | null;
  readonly result: string | null;
  /**
   * When someone asked "finished?"; null once the owner has answered: they have it, a report, more time, what blocks
   * them.
   */
  readonly chasedAt: Instant | null;
  /** Done, cancelled or left; null while it is live. */
  readonly endedAt: Instant | null;
}

export interface TasksState {
  /** Those that are live (offered, acknowledged, blocked, declined), oldest first, and the newest of the ended ones. */
  readonly tasks: readonly Task[];
  /** How many there ever were. */
  readonly count: number;
}

export type TasksRefusal =
  | 'tasks.no-such-task'
  | 'tasks.which-task'
  | 'tasks.over'
  | 'tasks.not-yours'
  | 'tasks.not-yours-to-assign'
  | 'tasks.not-yours-to-change'
  | 'tasks.cannot-receive'
  | 'tasks.already-acknowledged'
  | 'tasks.acknowledge-first'
  | 'tasks.already-theirs'
  | 'tasks.not-cancelled'
  | 'tasks.nothing-left'
  | 'tasks.already-chased'
  | 'tasks.too-many';
