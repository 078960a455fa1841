/**
 * Who the events of the incident notify: severity, status and closing are spoken to everyone, without a sound except for
 * the person who owns the review from then on.
 */
import type { IncidentEvent } from '../../shared/incident/words.ts';
import { everybody, given, isHolder, nobody, POLITE, when, type Calls } from '../attention/calls.ts';

export const calls: Calls<IncidentEvent> = {
  'incident.declared': nobody,
  'incident.retitled': nobody,
  'incident.severity-set': everybody,
  'incident.severity-suggested': (_, listener) => when(isHolder(listener), given('severity')),
  'incident.severity-kept': nobody,
  'incident.status-set': everybody,
  'incident.now-set': nobody,
  'incident.links-set': nobody,
  'incident.services-set': nobody,
  // The review is theirs from now on, wherever they are.
  'incident.closed': ({ reviewOwner }, { you }) => (reviewOwner === you ? given('review') : POLITE),
  'incident.reopened': everybody,
};
