/**
 * The one list of what each capability says to a person's attention: whom its events notify, and what people owe
 * because of it. A test reports an event without a row.
 */
import { calls as asks } from '../asks/calls.ts';
import { owed as asksOwed } from '../asks/owed.ts';
import { calls as crew } from '../crew/calls.ts';
import { owed as crewOwed } from '../crew/owed.ts';
import { calls as decisions } from '../decisions/calls.ts';
import { owed as decisionsOwed } from '../decisions/owed.ts';
import { calls as fatigue } from '../fatigue/calls.ts';
import { calls as floor } from '../floor/calls.ts';
import { owed as floorOwed } from '../floor/owed.ts';
import { calls as incident } from '../incident/calls.ts';
import { owed as incidentOwed } from '../incident/owed.ts';
import { calls as tasks } from '../tasks/calls.ts';
import { owed as tasksOwed } from '../tasks/owed.ts';
import { calls as teams } from '../teams/calls.ts';
import { owed as teamsOwed } from '../teams/owed.ts';
import { calls as timeline } from '../timeline/calls.ts';
import { calls as updates } from '../updates/calls.ts';
import { owed as updatesOwed } from '../updates/owed.ts';
import type { Owes } from './owed.ts';

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

/** In the order of shared/capabilities.ts. */
export const OWED_OF: readonly Owes[] = [
  incidentOwed,
  floorOwed,
  crewOwed,
  updatesOwed,
  tasksOwed,
  decisionsOwed,
  asksOwed,
  teamsOwed,
];
