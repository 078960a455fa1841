/**
 * Tasks in sentences: each event as the log tells it, with the task in its own words so that a line reads by itself; each refusal as
 * a tired person needs it. Facts may be missing: then the sentence says less, never something wrong.
 */
import type { RefusalText, Sentences } from '../decider.ts';
import type { TasksEvent, TasksRefusal } from './words.ts';

type Facts = Readonly<Record<string, unknown>>;
type Name = (person: string) => string;

export const sentences: Sentences<TasksEvent> = {
  'tasks.assigned': ({ to, by, what, minutes }, name) => `${name(to)}: ${what} (${minutes} min), from ${name(by)}.`,
  'tasks.taken': ({ by, what, minutes }, name) => `${name(by)} took it on: ${what} (${minutes} min).`,
  'tasks.acknowledged': ({ by, what, dueAt }, name) => `${name(by)} has it, until ${clock(dueAt)}: ${what}.`,
  'tasks.declined': ({ by, what, why }, name) => `${name(by)} cannot: ${what}. Why: ${closed(why)}`,
  'tasks.reported': ({ by, what, condition, actions, needs }, name) =>
    `${name(by)} on "${what}": ${closed(condition)}${part('Actions', actions)}${part('Needs', needs)}`,
  'tasks.finished': ({ by, what, result }, name) =>
    `${name(by)} is done: ${what}.${result === undefined ? '' : ` ${closed(result)}`}`,
  'tasks.extended': ({ by, what, minutes, dueAt }, name) =>
    `${name(by)} needs ${minutes} min more, until ${clock(dueAt)}: ${what}.`,
  'tasks.blocked': ({ by, what, need }, name) => `${name(by)} is blocked: ${what}. Needs: ${closed(need)}`,
  'tasks.passed-on': ({ from, to, by, what, cause }, name) => {
    if (cause === 'left')
      return `${name(to)} has to deal with "${what}", because ${name(from)} takes no part any more.`;
    if (from === by) return `${name(by)} passed it on to ${name(to)}: ${what}.`;
    return to === by
      ? `${name(by)} took it over from ${name(from)}: ${what}.`
      : `${name(by)} passed it on from ${name(from)} to ${name(to)}: ${what}.`;
  },
  'tasks.cancelled': ({ owner, by, what, why, cause }, name) =>
    cause === 'handoff'
      ? `${name(by)} stopped their own task to command: ${what}.`
      : `${name(by)} cancelled ${owner === by ? 'their own task' : `${name(owner)}'s task`}: ${what}.${why === undefined ? '' : ` ${closed(why)}`}`,
  'tasks.kept': ({ by, what, why }, name) => `${name(by)} keeps a task while in command: ${what}. Why: ${closed(why)}`,
  'tasks.restored': ({ to, by, what }, name) =>
    `${name(by)} put it back for ${to === by ? 'themself' : name(to)}: ${what}.`,
  'tasks.chased': ({ to, by, what }, name) => `${name(by)} asked ${name(to)}: finished? (${what})`,
  'tasks.nudged': ({ to, what }, name) => `No answer yet, so ${people(to, name)} was nudged: ${what}.`,
  'tasks.unacknowledged': ({ to, owner, what }, name) =>
    `${name(owner)} has not answered: ${what}. Told: ${people(to, name)}.`,
  'tasks.overdue': ({ to, owner, what }, name) => `Time is up for ${name(owner)}: ${what}. Told: ${people(to, name)}.`,
  'tasks.left': ({ tasks }) =>
    `${tasks.length === 1 ? 'One task was' : `${tasks.length} tasks were`} still open when the incident was closed.`,
};

export const refusals: Record<TasksRefusal, RefusalText> = {
  'tasks.no-such-task': state(({ task }) =>
    task === undefined
      ? 'You have no open task here, so there is nothing to answer.'
      : 'There is no such task in this room any more. Look at the list again.',
  ),
  'tasks.which-task': state(
    ({ what }) =>
      `You have more than one open task${Array.isArray(what) ? `: ${what.join('; ')}` : ''}. Say which one you mean.`,
  ),
  'tasks.over': state(
    ({ status, at }) => `This task was ${ending(status, 'ended')}${moment(at)} already. There is nothing left to do.`,
  ),
  'tasks.not-yours': authority(
    (facts, name) =>
      `This is ${whose(facts, name)}, and only its owner answers for it. Ask them, or have it passed on to you.`,
  ),
  'tasks.not-yours-to-assign': authority(
    (facts, name) =>
      `${capital(commander(facts, name))} gives people tasks; the tech lead does to experts, a team's leader to its members. You may take one on yourself.`,
  ),
  'tasks.not-yours-to-change': authority(
    (facts, name) =>
      `This is ${whose(facts, name)}. Whoever assigned it, their team's leader or ${commander(facts, name)} may change it; tell one of them.`,
  ),
  'tasks.cannot-receive': state(
    (facts, name) =>
      `${person(facts, 'to', name, 'This person')} is not a responder here, so they cannot have a task. Choose somebody else, or admit them first.`,
  ),
  'tasks.already-acknowledged': state(
    ({ dueAt }) =>
      `You have said already that you have it${moment(dueAt, 'until')}. Say when it is done, or ask for more time.`,
  ),
  'tasks.acknowledge-first': state(
    () =>
      'You declined this task, so nobody expects it from you. Say "I have it" first if you want to do it after all.',
  ),
  'tasks.already-theirs': state(
    (facts, name) =>
      `${person(facts, 'owner', name, 'This person')} has this task already. Choose somebody else to pass it on to.`,
  ),
  'tasks.not-cancelled': state(
    ({ status }) =>
      `Only a cancelled task can be put back${status === undefined ? '' : `, and this one is ${ending(status, 'still to be done')}`}. Assign a new one if it is needed.`,
  ),
  'tasks.already-chased': state(
    (facts, name) =>
      `${person(facts, 'owner', name, 'The owner')} was asked a moment ago. You may ask again${moment(facts['until'], 'from') || ' in a minute'}.`,
  ),
  'tasks.too-many': state(({ most, by }) =>
    typeof by === 'string'
      ? `${typeof most === 'number' ? most : 'Too many'} tasks that you began are still open. Finish or cancel some, or let the commander give you this one.`
      : `There are ${typeof most === 'number' ? most : 'too many'} open tasks in this room, and nobody can watch more. Cancel or finish some first.`,
  ),
};

const ENDINGS: Readonly<Record<string, string>> = {
  declined: 'declined',
  done: 'done',
  cancelled: 'cancelled',
  left: 'left open at the close',
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
  const what = typeof facts['what'] === 'string' ? ` "${facts['what']}"` : '';
  return typeof facts['owner'] === 'string' ? `${name(facts['owner'])}'s task${what}` : `somebody else's task${what}`;
}

function person(facts: Facts, key: string, name: Name, otherwise: string): string {
  const id = facts[key];
  return typeof id === 'string' ? name(id) : otherwise;
}

const commander = (facts: Facts, name: Name): string => person(facts, 'holder', name, 'the commander');
const people = (to: readonly string[], name: Name): string => (to.length === 0 ? 'nobody' : to.map(name).join(', '));
const clock = (at: string): string => `${at.slice(11, 16)} UTC`;
const moment = (at: unknown, word = 'at'): string => (typeof at === 'string' ? ` ${word} ${at.slice(11, 19)} UTC` : '');
const part = (title: string, said: string | undefined): string =>
  said === undefined || said === '' ? '' : ` ${title}: ${closed(said)}`;
/** A text somebody wrote, closed like a sentence. */
const closed = (said: string): string => (/[.!?…]$/.test(said) ? said : `${said}.`);
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
