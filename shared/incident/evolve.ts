/**
 * What each event about the incident changes in the folded state, and nothing else: there are no rules here. Always
 * true afterwards: the history's last severity is the present one; every number of the policy is there, also in a room
 * that was declared before that number was known.
 */
import { foldBy } from '../decider.ts';
import { patched } from './now-block.ts';
import { DEFAULT_POLICY } from './policy.ts';
import type { IncidentEvent, IncidentState, Policy } from './words.ts';

/** Of how many severities and suggestions the state keeps the line that said why; the log keeps them all. */
const SEVERITIES_KEPT = 30;

export const initial: IncidentState = {
  declaredAt: null,
  declaredBy: null,
  title: '',
  severity: 4,
  status: 'investigating',
  statusSince: null,
  kind: 'incident',
  now: { version: 0, impact: null, known: null, plan: null, exitCriteria: null },
  links: { bridge: null, procedure: null },
  closedAt: null,
  reviewOwner: null,
  stays: [],
  duplicateOf: null,
  services: [],
  severities: [],
  suggestions: [],
  policy: DEFAULT_POLICY,
};

export const evolve = foldBy<IncidentState, IncidentEvent>({
  'incident.declared': (state, { title, severity, impact, services = [], kind, policy }, stamp) => ({
    ...state,
    title,
    severity,
    kind,
    services,
    now: impact === undefined ? initial.now : patched(initial.now, { impact, version: 1 }, stamp),
    declaredAt: stamp.at,
    declaredBy: stamp.by,
    statusSince: stamp.at,
    severities: [{ severity, why: null, by: stamp.by, at: stamp.at }],
    // What is missing in the log is missing as a key: nothing is overwritten by it.
    policy: { ...DEFAULT_POLICY, ...policy } as Policy,
  }),
  'incident.retitled': (state, { title }) => ({ ...state, title }),
  'incident.severity-set': (state, { severity, why }, { by, at }) => ({
    ...state,
    severity,
    suggestions: [],
    severities: [...state.severities, { severity, why, by, at }].slice(-SEVERITIES_KEPT),
  }),
  'incident.severity-suggested': (state, { severity, why, by }, { at }) => ({
    ...state,
    suggestions: [...state.suggestions, { severity, why, by, at, answered: false }].slice(-SEVERITIES_KEPT),
  }),
  'incident.severity-kept': (state) => ({
    ...state,
    suggestions: state.suggestions.map((each) => ({ ...each, answered: true })),
  }),
  'incident.status-set': (state, { status }, stamp) => ({ ...state, status, statusSince: stamp.at }),
  'incident.now-set': (state, data, stamp) => ({ ...state, now: patched(state.now, data, stamp) }),
  'incident.links-set': (state, data) => ({ ...state, links: { ...state.links, ...data } }),
  'incident.services-set': (state, { services }) => ({ ...state, services }),
  'incident.closed': (state, { reviewOwner = null, stays = [], duplicateOf = null }, stamp) => ({
    ...state,
    closedAt: stamp.at,
    reviewOwner,
    stays,
    duplicateOf,
  }),
  // What was thought to be known is in doubt again: a reopened incident starts at its first status.
  'incident.reopened': (state, _data, stamp) => ({
    ...state,
    closedAt: null,
    reviewOwner: null,
    stays: [],
    suggestions: [],
    duplicateOf: null,
    status: 'investigating',
    statusSince: stamp.at,
  }),
});
