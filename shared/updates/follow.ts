/**
 * What updates do because the incident moved: the first promise at declaration and reopening, a nearer one when things
 * get worse, the end of approvals that were given for another situation, and silence once the room is closed. In: one
 * event of the incident, and the room after it. Out: events of updates for the same commit. A promise is only ever
 * brought nearer here; after resolving it stays until someone posts the last update.
 */
import type { AnyEvent, Context } from '../envelope.ts';
import { plusSeconds, type Instant } from '../instants.ts';
import type { IncidentEvent, IncidentState, Status } from '../incident/words.ts';
import { firstSeconds, rhythmSeconds } from './rhythm.ts';
import type { Audience, UpdatesEvent, UpdatesState } from './words.ts';

export interface SeesIncident {
  readonly incident: Pick<IncidentState, 'severity' | 'status' | 'policy'>;
  readonly updates: UpdatesState;
}

export const AUDIENCES: readonly Audience[] = ['internal', 'external'];
const PHASES: readonly Status[] = ['investigating', 'identified', 'mitigated', 'monitoring', 'resolved'];

export function follow(room: SeesIncident, event: AnyEvent, context: Context): readonly UpdatesEvent[] {
  const happened = event as IncidentEvent;
  switch (happened.type) {
    case 'incident.declared':
      return [...rhythm(room, true), ...first(room, 'declared', context.now)];
    case 'incident.reopened':
      return [...rhythm(room, true), ...first(room, 'reopened', context.now)];
    case 'incident.severity-set': {
      const risen = happened.data.severity < happened.data.from;
      const nearer = risen ? worse(room, 'severity', context.now) : [];
      return [...lapsed(room, 'severity'), ...rhythm(room, risen), ...nearer];
    }
    case 'incident.status-set': {
      const back = PHASES.indexOf(happened.data.status) < PHASES.indexOf(happened.data.from);
      return [...lapsed(room, 'status'), ...rhythm(room, false), ...(back ? worse(room, 'status', context.now) : [])];
    }
    case 'incident.closed':
      return [...lapsed(room, 'closed'), ...AUDIENCES.flatMap((audience) => cleared(room, audience, 'closed'))];
    default:
      return [];
  }
}

/** The end of an audience's promise, if it has one. */
export function cleared(room: SeesIncident, audience: Audience, cause: 'closed' | 'off'): readonly UpdatesEvent[] {
  return room.updates.promises[audience] === null ? [] : [{ type: 'updates.cleared', data: { audience, cause } }];
}

/** Customers who read of it before it was closed are owed a word when it is reopened; before that, only if they wait. */
function first(room: SeesIncident, cause: 'declared' | 'reopened', now: Instant): readonly UpdatesEvent[] {
  const seconds = firstSeconds(room.incident.severity, room.incident.policy.firstUpdateSeconds);
  if (seconds === null) return [];
  const nextAt = plusSeconds(now, seconds);
  return AUDIENCES.filter((audience) => audience === 'internal' || room.updates.last.external !== null).map(
    (audience) => ({ type: 'updates.promised', data: { audience, nextAt, cause } }),
  );
}

/** A rise in severity is a new situation: a rhythm set by hand for the old one ends with it. */
function rhythm(room: SeesIncident, fresh: boolean): readonly UpdatesEvent[] {
  const byHandEnded = fresh && Object.keys(room.updates.byHand).length > 0;
  const everySeconds = rhythmSeconds(fresh ? { ...room, updates: { byHand: {} } } : room, 'internal');
  if (everySeconds === room.updates.everySeconds && !byHandEnded) return [];
  return [{ type: 'updates.rhythm-followed', data: { everySeconds, byHandEnded } }];
}

/**
 * Internal readers are owed an update again even if the last one was said to be the last; customers only if they wait
 * for one.
 */
function worse(room: SeesIncident, cause: 'severity' | 'status', now: Instant): readonly UpdatesEvent[] {
  const { incident, updates } = room;
  return AUDIENCES.flatMap((audience): readonly UpdatesEvent[] => {
    const risen = cause === 'severity';
    const every = rhythmSeconds(risen ? { incident, updates: { byHand: {} } } : room, audience);
    const seconds = risen && incident.severity <= 2 ? incident.policy.firstUpdateSeconds : every;
    const open = updates.promises[audience];
    if (seconds === null || (open === null && audience === 'external')) return [];
    const nextAt = plusSeconds(now, seconds);
    return open !== null && open.nextAt <= nextAt
      ? []
      : [{ type: 'updates.promised', data: { audience, nextAt, cause } }];
  });
}

function lapsed(room: SeesIncident, cause: 'severity' | 'status' | 'closed'): readonly UpdatesEvent[] {
  return room.updates.drafts
    .filter((draft) => !draft.lapsed)
    .map((draft) => ({ type: 'updates.approval-lapsed', data: { draft: draft.id, cause } }));
}
