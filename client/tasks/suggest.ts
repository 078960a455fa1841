/**
 * Who could do it: everyone who may be assigned a task, the likeliest first. By their area and expert role against the
 * words of the task, whether they are here, and how much they have already. The commander always comes last: command
 * and hands-on work do not go together. A suggestion is a reason, never a choice. Pure.
 */
import { isolated } from '../../shared/isolated.ts';
import { isResponder, seatsOf } from '../../shared/standing.ts';
import type { CrewState } from '../../shared/crew/words.ts';
import type { FloorState } from '../../shared/floor/words.ts';
import type { Task, TasksState } from '../../shared/tasks/words.ts';
import type { Attendance } from '../session/attendance.ts';
import { isOpen } from './rows.ts';
import { wordsOf } from './sentence-names.ts';

interface Sees {
  readonly crew: CrewState;
  readonly floor: Pick<FloorState, 'holder'>;
  readonly tasks: TasksState;
}

export interface Suggestion {
  readonly person: string;
  /** Their areas that the task's words mention. */
  readonly fits: readonly string[];
  /** Their open tasks. */
  readonly has: readonly Task[];
  readonly commands: boolean;
}

const PRESENT: Readonly<Record<Attendance, number>> = {
  here: 3,
  idle: 1,
  away: -3,
  resting: -5,
  elsewhere: -5,
  gone: -6,
};
const FIT = 4;
const LOAD = 2;
/** Deputy and scribe are busy enough with that. */
const BUSY_SEATS: ReadonlySet<string> = new Set(['deputy', 'scribe']);
const SHORTEST_STEM = 3;

export function suggest(room: Sees, what: string, attendance: (person: string) => Attendance): readonly Suggestion[] {
  const said = wordsOf(what);
  const people = Object.keys(room.crew.members).filter((person) => isResponder(room, person));
  const weighed = people.map((person) => {
    const suggestion = {
      person,
      fits: areasOf(room, person).filter((area) => speaksOf(said, area)),
      has: tasksOf(room, person),
      commands: room.floor.holder === person,
    };
    return {
      suggestion,
      weight:
        weigh(suggestion, attendance(person)) -
        (seatsOf(room, person).some(({ role }) => BUSY_SEATS.has(role)) ? LOAD : 0),
    };
  });
  return weighed.toSorted((one, other) => other.weight - one.weight).map(({ suggestion }) => suggestion);
}

const weigh = ({ fits, has, commands }: Suggestion, attendance: Attendance): number =>
  (commands ? -100 : 0) + fits.length * FIT + PRESENT[attendance] - has.length * LOAD;

const tasksOf = ({ tasks }: Pick<Sees, 'tasks'>, person: string): readonly Task[] =>
  tasks.tasks.filter((task) => task.owner === person && isOpen(task));

/** The area they gave on joining, and the area of their expert role. */
function areasOf(room: Sees, person: string): readonly string[] {
  const areas = [room.crew.members[person]?.area ?? '', ...seatsOf(room, person).map(({ area }) => area ?? '')];
  return [...new Set(areas.filter((area) => area !== ''))];
}

/** "replica" and "replicas", "pay" and "payments" count as the same. */
function speaksOf(said: readonly string[], area: string): boolean {
  const alike = (one: string, other: string): boolean =>
    one === other ||
    (Math.min(one.length, other.length) >= SHORTEST_STEM && (one.startsWith(other) || other.startsWith(one)));
  return wordsOf(area).some((word) => said.some((each) => alike(each, word)));
}

/**
 * "already has 1: roll back 812 (2:10 left)"; null when their hands are free. `time` says of a task how long it still
 * has.
 */
export function load(has: readonly Task[], time: (task: Task) => string): string | null {
  const [first] = has;
  return first === undefined
    ? null
    : `already has ${has.length}: ${isolated(first.what)} (${time(first)})${has.length > 1 ? ' and more' : ''}`;
}
