/**
 * The rules of the incident itself: declared once, renamed, given a severity and a status, closed, reopened. The
 * authority table has judged the commands already; each leads to one event (a severity may bring the impact along), or
 * a refusal. severity.ts sets the severity, now-block.ts keeps the shared statement, closing.ts checks what must be so
 * at the end.
 */
import { accept, refuse, type Authority, type Rules } from '../decider.ts';
import type { Context } from '../envelope.ts';
import { close } from './closing.ts';
import { evolve, initial } from './evolve.ts';
import { setNow } from './now-block.ts';
import type { Data, IncidentVerdict, Sees } from './sees.ts';
import { keepSeverity, setSeverity, suggestSeverity } from './severity.ts';
import type { ImpactedService, IncidentCommand, IncidentEvent, IncidentState } from './words.ts';

const authority: Readonly<Record<IncidentCommand['type'], Authority>> = {
  'incident.declare': { who: 'declare' },
  'incident.retitle': { who: 'floor' },
  'incident.set-severity': { who: 'floor', typed: true },
  'incident.suggest-severity': { who: 'responder' },
  'incident.keep-severity': { who: 'floor' },
  'incident.set-status': { who: 'floor', typed: { unless: { status: 'resolved' } } },
  'incident.set-now': { who: 'floor', seats: ['deputy', 'scribe'], typed: true },
  'incident.set-links': { who: 'floor' },
  'incident.set-services': { who: 'floor', seats: ['deputy', 'scribe'] },
  'incident.close': { who: 'floor' },
  'incident.reopen': { who: 'responder', afterClose: true },
};

function decide(room: Sees, command: IncidentCommand, context: Context): IncidentVerdict {
  const { incident } = room;
  switch (command.type) {
    case 'incident.declare':
      return declare(incident, command.data);
    case 'incident.retitle':
      return retitle(incident, command.data);
    case 'incident.set-severity':
      return setSeverity(room, command.data, context);
    case 'incident.suggest-severity':
      return suggestSeverity(room, command.data, context);
    case 'incident.keep-severity':
      return keepSeverity(room, command.data);
    case 'incident.set-status':
      return setStatus(incident, command.data);
    case 'incident.set-now':
      return setNow(incident.now, command.data, context);
    case 'incident.set-links':
      return setLinks(incident.links, command.data);
    case 'incident.set-services':
      return setServices(incident.services, command.data.services);
    case 'incident.close':
      return close(room, command.data);
    case 'incident.reopen':
      return incident.closedAt === null
        ? refuse('incident.not-closed')
        : accept({ type: 'incident.reopened', data: command.data });
  }
}

function declare(incident: IncidentState, data: Data<'incident.declare'>): IncidentVerdict {
  if (incident.declaredAt !== null) return refuse('incident.already-declared');
  // A security incident belongs in a private room; until those exist it is refused rather than shown to everyone.
  if (data.kind === 'security') return refuse('incident.private-not-yet');
  const { services = [], ...rest } = data;
  const impacted = services.length === 0 ? {} : { services: eachOnce(services) };
  return accept({ type: 'incident.declared', data: { ...rest, ...impacted } });
}

function retitle(incident: IncidentState, { title }: Data<'incident.retitle'>): IncidentVerdict {
  return title === incident.title
    ? refuse('incident.unchanged')
    : accept({ type: 'incident.retitled', data: { title, from: incident.title } });
}

function setStatus(incident: IncidentState, data: Data<'incident.set-status'>): IncidentVerdict {
  if (data.status === incident.status) return refuse('incident.unchanged');
  return accept({ type: 'incident.status-set', data: { ...data, from: incident.status } });
}

function setLinks(links: IncidentState['links'], data: Data<'incident.set-links'>): IncidentVerdict {
  const changed = {
    ...(data.bridge !== undefined && data.bridge !== links.bridge ? { bridge: data.bridge } : {}),
    ...(data.procedure !== undefined && data.procedure !== links.procedure ? { procedure: data.procedure } : {}),
  };
  return Object.keys(changed).length === 0
    ? refuse('incident.unchanged')
    : accept({ type: 'incident.links-set', data: changed });
}

/** The whole list at once, each service in it once; an empty list removes them all. */
function setServices(present: readonly ImpactedService[], wished: readonly ImpactedService[]): IncidentVerdict {
  const services = eachOnce(wished);
  const texts = (all: readonly ImpactedService[]): string =>
    JSON.stringify(all.map(({ id, name, owner = null }) => [id, name, owner]));
  return texts(services) === texts(present)
    ? refuse('incident.unchanged')
    : accept({ type: 'incident.services-set', data: { services } });
}

const eachOnce = (services: readonly ImpactedService[]): ImpactedService[] =>
  services.filter(({ id }, place) => services.findIndex((each) => each.id === id) === place);

export const rules: Rules<IncidentState, IncidentCommand, IncidentEvent, Sees> = {
  initial,
  authority,
  decide,
  evolve,
};
