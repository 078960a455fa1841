/**
 * Who is told of an event, and how loudly: only who must act hears a sound, but that command has moved everybody hears; everybody
 * sees the fact. The server's events decide, never a timer of this browser.
 *
 *   assertive  command has moved, offered to me, asked of me       polite  my seat, severity, status, an update that is due
 *   passes     heard through mute and past the budget of one sound in ten minutes
 */
import type { AnyEvent } from '../../shared/envelope.ts';
import type { CrewEvent } from '../../shared/crew/words.ts';
import type { FloorEvent } from '../../shared/floor/words.ts';
import type { IncidentEvent } from '../../shared/incident/words.ts';
import type { UpdatesEvent } from '../../shared/updates/words.ts';
import type { Earcon } from './earcons.ts';

export interface Call {
  readonly sound?: Earcon;
  readonly passes?: true;
  readonly spoken?: 'assertive' | 'polite';
  /** A notification outside of the page, when it is hidden; one for each subject, a newer replaces the older. */
  readonly subject?: string;
}

export interface Listener {
  readonly you: string;
  readonly holder: string | null;
}

type Known = FloorEvent | CrewEvent | IncidentEvent | UpdatesEvent;

/** Null: this is nothing to tell this person. */
export function callFor(event: AnyEvent, listener: Listener): Call | null {
  const known = event as Known;
  return ofFloor(known, listener) ?? ofTheRest(known, listener);
}

const COMMAND: Call = { sound: 'command', spoken: 'assertive', subject: 'command' };
const TOLD: Call = { spoken: 'assertive', subject: 'command' };

function ofFloor(event: Known, { you, holder }: Listener): Call | null {
  switch (event.type) {
    case 'floor.offered': return event.data.to === you ? { ...COMMAND, passes: true } : null;
    case 'floor.passed':
    case 'floor.assumed':
    case 'floor.taken': return COMMAND;
    case 'floor.declined': return event.data.from === you ? COMMAND : null;
    case 'floor.offer-lapsed':
    case 'floor.offer-ended': return event.data.from === you || event.data.to === you ? COMMAND : null;
    case 'floor.withdrawn': return event.data.to === you ? TOLD : null;
    case 'floor.challenged': return holder === you ? { sound: 'ask', passes: true, spoken: 'assertive', subject: 'challenge' } : { spoken: 'polite' };
    case 'floor.requested': return holder === you ? { sound: 'ask', passes: true, spoken: 'assertive', subject: 'request' } : null;
    case 'floor.request-answered': return event.data.by === you ? TOLD : null;
    case 'floor.relief-asked': return event.data.by === you ? null : { sound: 'ask', spoken: 'polite', subject: 'relief' };
    case 'floor.relief-offered': return holder === you ? { sound: 'ask', spoken: 'assertive', subject: 'relief' } : null;
    case 'floor.brief-added': return { spoken: 'polite' };
    default: return null;
  }
}

function ofTheRest(event: Known, { you, holder }: Listener): Call | null {
  switch (event.type) {
    case 'crew.assigned': return event.data.person === you ? { sound: 'ask', passes: true, spoken: 'assertive', subject: `seat.${event.data.role}` } : null;
    case 'crew.accepted': return event.data.person === you || event.data.replaced === you ? { spoken: 'polite' } : null;
    case 'crew.volunteered': return holder === you ? { spoken: 'polite' } : null;
    case 'crew.link-lost': return event.data.person === holder ? { spoken: 'assertive', subject: 'absence' } : null;
    case 'incident.severity-set':
    case 'incident.status-set':
    case 'incident.closed':
    case 'incident.reopened': return { spoken: 'polite' };
    case 'updates.drafted': return holder === you ? { sound: 'ask', passes: true, spoken: 'assertive', subject: 'draft' } : null;
    case 'updates.due':
    case 'updates.holding-offered': return event.data.to.includes(you) ? { sound: 'overdue', passes: true, spoken: 'polite', subject: `update.${event.data.audience}` } : null;
    case 'updates.overdue': return { spoken: 'polite' };
    default: return null;
  }
}
