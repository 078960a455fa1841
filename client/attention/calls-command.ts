/**
 * Who is called when command, people, the incident and its updates change: the rows of the policy for what is about who leads and
 * what is promised. What is said and written in the log calls nobody; it is there to be read.
 */
import type { CrewEvent } from '../../shared/crew/words.ts';
import type { FloorEvent } from '../../shared/floor/words.ts';
import type { IncidentEvent } from '../../shared/incident/words.ts';
import { isResponder } from '../../shared/standing.ts';
import type { TimelineEvent } from '../../shared/timeline/words.ts';
import type { UpdatesEvent } from '../../shared/updates/words.ts';
import { asked, everybody, given, isHolder, late, nobody, POLITE, when } from './calls.ts';
import { owesUpdate } from './owed-updates.ts';
import type { Call, Calls } from './policy.ts';

const COMMAND: Call = { sound: 'command', spoken: 'assertive', subject: 'command' };
const TOLD: Call = { spoken: 'assertive', subject: 'command' };

const floor: Calls<FloorEvent> = {
  'floor.begun': nobody,
  'floor.confirmed': nobody,
  'floor.offered': ({ to }, { you }) => when(to === you, { ...COMMAND, passes: true }),
  'floor.passed': () => COMMAND,
  'floor.assumed': () => COMMAND,
  'floor.taken': () => COMMAND,
  'floor.ended': nobody,
  'floor.declined': ({ from }, { you }) => when(from === you, COMMAND),
  'floor.extended': nobody,
  'floor.offer-lapsed': ({ from, to }, { you }) => when(from === you || to === you, COMMAND),
  'floor.offer-ended': ({ from, to }, { you }) => when(from === you || to === you, COMMAND),
  'floor.withdrawn': ({ to }, { you }) => when(to === you, TOLD),
  'floor.brief-added': (_, listener) =>
    when(isHolder(listener) || listener.room.floor.offer?.to === listener.you, POLITE),
  'floor.brief-edited': (_, { you, room }) => when(room.floor.offer?.to === you, POLITE),
  'floor.stood-relieved': nobody,
  'floor.requested': (_, listener) => when(isHolder(listener), asked('request')),
  'floor.request-answered': ({ by }, { you }) => when(by === you, TOLD),
  'floor.relief-asked': ({ by }, { you, room }) => when(by !== you && isResponder(room, you), given('relief')),
  'floor.relief-offered': (_, listener) => when(isHolder(listener), { ...given('relief'), spoken: 'assertive' }),
  'floor.challenged': (_, listener) => (isHolder(listener) ? asked('challenge') : POLITE),
  'floor.presented': nobody,
};

const crew: Calls<CrewEvent> = {
  'crew.joined': nobody,
  'crew.assigned': ({ person, role }, { you }) => when(person === you, asked(`seat.${role}`)),
  'crew.accepted': ({ person, replaced }, { you }) => when(person === you || replaced === you, POLITE),
  'crew.declined': (_, listener) => when(isHolder(listener), POLITE),
  'crew.volunteered': (_, listener) => when(isHolder(listener), POLITE),
  'crew.released': nobody,
  'crew.admitted': ({ person }, { you }) => when(person === you, POLITE),
  'crew.removed': nobody,
  'crew.availability-set': nobody,
  'crew.role-added': nobody,
  'crew.link-lost': ({ person }, { room }) =>
    when(person === room.floor.holder, { spoken: 'assertive', subject: 'absence' }),
  'crew.link-back': ({ person }, { room }) => when(person === room.floor.holder, POLITE),
};

const incident: Calls<IncidentEvent> = {
  'incident.declared': nobody,
  'incident.retitled': nobody,
  'incident.severity-set': everybody,
  'incident.severity-suggested': (_, listener) => when(isHolder(listener), given('severity')),
  'incident.severity-kept': nobody,
  'incident.status-set': everybody,
  'incident.now-set': nobody,
  'incident.links-set': nobody,
  'incident.services-set': nobody,
  'incident.closed': everybody,
  'incident.reopened': everybody,
};

const updates: Calls<UpdatesEvent> = {
  'updates.rhythm-set': nobody,
  'updates.rhythm-followed': nobody,
  'updates.drafted': (_, listener) => when(isHolder(listener), asked('draft')),
  'updates.approved': nobody,
  'updates.rejected': nobody,
  'updates.approval-lapsed': nobody,
  'updates.posted': nobody,
  'updates.promised': nobody,
  'updates.soon': nobody,
  'updates.due': ({ to, audience }, { you, room }) =>
    when(to.includes(you), {
      ...late(`update.${audience}`),
      ...(owesUpdate(room, you, audience) ? { passes: true } : {}),
    }),
  'updates.overdue': everybody,
  'updates.holding-offered': ({ to, audience }, { you }) => when(to.includes(you), late(`update.${audience}`)),
  'updates.cleared': nobody,
};

const timeline: Calls<TimelineEvent> = {
  'timeline.said': nobody,
  'timeline.noted': nobody,
  'timeline.follow-up-noted': nobody,
  'timeline.corrected': nobody,
  'timeline.struck': nobody,
  'timeline.pinned': nobody,
  'timeline.unpinned': nobody,
};

export const commandCalls = { ...floor, ...crew, ...incident, ...updates, ...timeline };
