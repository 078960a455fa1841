/**
 * The incident itself, as one object: all that the rest of the room takes from this folder, flags of its events
 * included.
 */
import type { Capability } from '../capability.ts';
import { rules } from './rules.ts';
import { refusals, sentences } from './sentences.ts';
import type { IncidentEvent } from './words.ts';

export const incident = {
  name: 'incident',
  rules,
  sentences,
  refusals,
  flags: {
    'incident.declared': { milestone: true },
    'incident.retitled': { commandersAct: true },
    'incident.severity-set': { commandersAct: true, milestone: true },
    'incident.severity-kept': { commandersAct: true },
    'incident.status-set': { commandersAct: true, milestone: true },
    'incident.now-set': { commandersAct: true },
    'incident.links-set': { commandersAct: true },
    'incident.services-set': { commandersAct: true },
    'incident.closed': { milestone: true },
    'incident.reopened': { milestone: true },
  },
} satisfies Capability<'incident', IncidentEvent>;
