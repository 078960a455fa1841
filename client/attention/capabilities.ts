/**
 * Who the events of each capability notify: the one list of what each capability says. A test reports a type without a
 * row.
 */
import { calls as asks } from '../asks/calls.ts';
import { calls as crew } from '../crew/calls.ts';
import { calls as decisions } from '../decisions/calls.ts';
import { calls as fatigue } from '../fatigue/calls.ts';
import { calls as floor } from '../floor/calls.ts';
import { calls as incident } from '../incident/calls.ts';
import { calls as tasks } from '../tasks/calls.ts';
import { calls as teams } from '../teams/calls.ts';
import { calls as timeline } from '../timeline/calls.ts';
import { calls as updates } from '../updates/calls.ts';

export const CALLS_OF: readonly object[] = [
  incident,
  floor,
  crew,
  updates,
  timeline,
  tasks,
  decisions,
  asks,
  teams,
  fatigue,
];
