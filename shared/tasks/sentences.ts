/**
 * Tasks in sentences: each event as the log tells it, with the task in its own words so that a line reads by itself;
 * each refusal as a tired person needs it. Facts may be missing: then the sentence says less, never something wrong.
 */
import type { RefusalText, Sentences } from '../decider.ts';
import { utcClock, type Clock } from '../instants.ts';
import type { TasksEvent, TasksRefusal } from './words.ts';

type Facts = Readonly<Record<string, unknown>>;
type Name = (person: string) => string;

export const sentences: Sentences<TasksEvent> = {
  'tasks.assigned': ({ to, by, what, minutes }, name) =>
    `${name(by)} assigned “${what}” to ${name(to)} (${minutes} min).`,
  'tasks.taken': ({ by, what, minutes }, name) => `${name(by)} took on “${what}” (${minutes} min).`,
  'tasks.acknowledged': ({ by, what, dueAt }, name, clock = utcClock) =>
    `${name(by)} acknowledged “${what}”, due ${clock(dueAt)}.`,
  'tasks.declined': ({ by, what, why }, name) => `${name(by)} declined “${what}”: ${closed(why)}`,
  'tasks.reported': ({ by, what, condition, actions, needs }, name) =>
    `${name(by)} on “${what}”: ${closed(condition)}${part('Actions', actions)}${part('Needs', needs)}`,
  'tasks.finished': ({ by, what, result }, name) =>
    `${name(by)} finished “${what}”${result === undefined ? '.' : `: ${closed(result)}`}`,
  'tasks.extended': ({ by, what, minutes, dueAt }, name, clock = utcClock) =>
    `${name(by)} needs ${minutes} more min for “${what}”, now due ${clock(dueAt)}.`,
  'tasks.blocked': ({ by, what, need }, name) => `${name(by)} is blocked on “${what}”. Needs: ${closed(need)}`,
  'tasks.passed-on': ({ from, to, by, what, cause }, name) => {
    if (cause === 'left') return `${name(to)} needs to deal with “${what}”: ${name(from)} is no longer a responder.`;
    if (from === by) return `${name(by)} reassigned “${what}” to ${name(to)}.`;
    return to === by
      ? `${name(by)} took over “${what}” from ${name(from)}.`
      : `${name(by)} reassigned “${what}” from ${name(from)} to ${name(to)}.`;
  },
  'tasks.cancelled': ({ owner, by, what, why, cause }, name) =>
    cause === 'handoff'
      ? `${name(by)} stopped their own task “${what}” to take command.`
      : `${name(by)} cancelled ${owner === by ? 'their own task' : `${name(owner)}’s task`} “${what}”${why === undefined ? '.' : `: ${closed(why)}`}`,
  'tasks.kept': ({ by, what, why }, name) => `${name(by)} is keeping “${what}” while in command: ${closed(why)}`,
  'tasks.restored': ({ to, by, what }, name) =>
    `${name(by)} restored ${to === by ? 'their own task' : `${name(to)}’s task`} “${what}”.`,
  'tasks.chased': ({ to, by, what }, name) => `${name(by)} asked ${name(to)} for status on “${what}”.`,
  'tasks.nudged': ({ to, what }, name) => `“${what}” isn’t acknowledged. Reminded ${people(to, name)}.`,
  'tasks.unacknowledged': ({ to, owner, what }, name) =>
    `${name(owner)} hasn’t acknowledged “${what}”. Notified: ${people(to, name)}.`,
  'tasks.overdue': ({ to, owner, what, blocked }, name) =>
    blocked === true
      ? `“${what}” was due and ${name(owner)} is still blocked on it. Notified: ${people(to, name)}.`
      : `${name(owner)}’s task “${what}” is overdue. Notified: ${people(to, name)}.`,
  'tasks.left': ({ tasks }) =>
    `${tasks.length === 1 ? 'One task was' : `${tasks.length} tasks were`} still open when the incident was closed.`,
};

export const refusals: Record<TasksRefusal, RefusalText> = {
  'tasks.no-such-task': state(({ task }) =>
    task === undefined
      ? 'You have no open task in this room.'
      : 'That task is no longer in this room. Check the list again.',
  ),
  'tasks.which-task': state(
    ({ what }) =>
      `You have more than one open task${Array.isArray(what) ? `: ${what.join('; ')}` : ''}. Say which one you mean.`,
  ),
  'tasks.over': state(
    ({ status, at }, _, clock) =>
      `This task is already ${ending(status, 'closed')}${moment(at, clock)}. No action needed.`,
  ),
  'tasks.not-yours': authority(
    (facts, name) =>
      `This is ${whose(facts, name)}, and only its owner can answer for it. Ask them, or have it reassigned to you.`,
  ),
  'tasks.not-yours-to-assign': authority(
    (facts, name) =>
      `${capital(commander(facts, name))} assigns tasks; the tech lead can assign them to experts, and a team lead to team members. You can take one on yourself.`,
  ),
  'tasks.not-yours-to-change': authority(
    (facts, name) =>
      `This is ${whose(facts, name)}. Only the person who assigned it, their team lead or ${commander(facts, name)} can change it. Tell one of them.`,
  ),
  'tasks.cannot-receive': state(
    (facts, name) =>
      `${person(facts, 'to', name, 'This person')} isn’t a responder here, so they can’t have tasks. Choose someone else, or admit them first.`,
  ),
  'tasks.already-acknowledged': state(
    ({ dueAt }, _, clock) =>
      `You already acknowledged this task${moment(dueAt, clock, 'due')}. Mark it done, or ask for more time.`,
  ),
  'tasks.acknowledge-first': state(
    () => 'You declined this task. Press “I have it” first if you want to do it after all.',
  ),
  'tasks.already-theirs': state(
    (facts, name) =>
      `${person(facts, 'owner', name, 'This person')} already has this task. Reassign it to someone else.`,
  ),
  'tasks.not-cancelled': state(
    ({ status }) =>
      `Only a task that was cancelled or left open at the close can be restored${status === undefined ? '' : `, and this one is ${ending(status, 'still open')}`}. Assign a new one if needed.`,
  ),
  'tasks.nothing-left': state(() => 'No task is left from the last close. Someone has dealt with them.'),
  'tasks.already-chased': state(
    (facts, name, clock) =>
      `${person(facts, 'owner', name, 'The owner')} was asked a moment ago. You can ask again${moment(facts['until'], clock, 'from') || ' in a minute'}.`,
  ),
  'tasks.too-many': state(({ most, by }) =>
    typeof by === 'string'
      ? `${typeof most === 'number' ? most : 'Too many'} tasks that you created are still open. Finish or cancel some, or have the commander assign you this one.`
      : `There are already ${typeof most === 'number' ? most : 'too many'} open tasks in this room. Cancel or finish some first.`,
  ),
};

const ENDINGS: Readonly<Record<string, string>> = {
  declined: 'declined',
  done: 'done',
  cancelled: 'cancelled',
  left: 'left open when the incident closed',
};

function ending(status: unknown, otherwise: string): string {
  return (typeof status === 'string' && Object.hasOwn(ENDINGS, status) ? ENDINGS[status] : undefined) ?? otherwise;
}

function state(say: RefusalText['say']): RefusalText {
  return { kind: 'state', say };
}

function authority(say: RefusalText['say']): RefusalText {
  return { kind: 'authority', say };
}

/** "Kim R's task "check the replicas"". */
function whose(facts: Facts, name: Name): string {
  const what = typeof facts['what'] === 'string' ? ` “${facts['what']}”` : '';
  return typeof facts['owner'] === 'string' ? `${name(facts['owner'])}’s task${what}` : `someone else’s task${what}`;
}

function person(facts: Facts, key: string, name: Name, otherwise: string): string {
  const id = facts[key];
  return typeof id === 'string' ? name(id) : otherwise;
}

const commander = (facts: Facts, name: Name): string => person(facts, 'holder', name, 'the commander');
const people = (to: readonly string[], name: Name): string => (to.length === 0 ? 'no one' : to.map(name).join(', '));
const moment = (at: unknown, clock: Clock, word = 'at'): string =>
  typeof at === 'string' ? ` ${word} ${clock(at, 'seconds')}` : '';
const part = (title: string, said: string | undefined): string =>
  said === undefined || said === '' ? '' : ` ${title}: ${closed(said)}`;
/** A text a person wrote, closed like a sentence. */
const closed = (said: string): string => (/[.!?…。！？؟]\u2069?$/u.test(said) ? said : `${said}.`);
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
