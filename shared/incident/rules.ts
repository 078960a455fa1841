/**
 * The rules of the incident itself: declared once, renamed, graded, moved through its phases, closed, reopened.
 *
 * Commands come in judged by the authority table; what leaves is one event each, or a refusal. The Now block is patched field by
 * field, so that two people who write different fields never disturb each other and nobody overwrites a text they have not read.
 * Only closing asks anything of the rest of the room: that every exit criterion is met or waived, and that the review owner is here.
 */
import { accept, foldBy, refuse, type Authority, type Capability, type Refused, type Verdict } from '../decider.ts';
import type { Context, Stamp } from '../envelope.ts';
import { memberOf, type SeesStanding } from '../standing.ts';
import type { IncidentCommand, IncidentEvent, IncidentState, NowField, Policy } from './words.ts';

/** The doctrine's numbers, for a room that was declared without its own. */
export const DEFAULT_POLICY: Policy = {
  offerSeconds: 300,
  deputyAfterSeconds: 120,
  anyoneAfterSeconds: 300,
  challengeSeconds: 120,
  provisionalChallengeSeconds: 30,
  firstUpdateSeconds: 300,
  graceSeconds: 300,
  firstCommand: 'declarer',
};

interface Sees extends Pick<SeesStanding, 'crew'> {
  readonly incident: IncidentState;
}

type Say<Type extends IncidentCommand['type']> = Extract<IncidentCommand, { type: Type }>['data'];
type NowSet = Extract<IncidentEvent, { type: 'incident.now-set' }>['data'];
type Answer = Verdict<IncidentEvent>;

const initial: IncidentState = {
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
  duplicateOf: null,
  policy: DEFAULT_POLICY,
};

const authority: Readonly<Record<IncidentCommand['type'], Authority>> = {
  'incident.declare': { who: 'declare' },
  'incident.retitle': { who: 'floor' },
  'incident.set-severity': { who: 'floor' },
  'incident.set-status': { who: 'floor' },
  'incident.set-now': { who: 'floor', seats: ['deputy', 'scribe'] },
  'incident.set-links': { who: 'floor' },
  'incident.close': { who: 'floor' },
  'incident.reopen': { who: 'responder', afterClose: true },
};

function decide(room: Sees, command: IncidentCommand, context: Context): Answer {
  const { incident } = room;
  switch (command.type) {
    case 'incident.declare':
      return declare(incident, command.data);
    case 'incident.retitle': {
      const { title } = command.data;
      return title === incident.title ? refuse('incident.unchanged') : accept({ type: 'incident.retitled', data: { title, from: incident.title } });
    }
    case 'incident.set-severity': {
      const { severity, why } = command.data;
      if (severity === incident.severity) return refuse('incident.unchanged');
      return accept({ type: 'incident.severity-set', data: { severity, from: incident.severity, why } });
    }
    case 'incident.set-status': {
      if (command.data.status === incident.status) return refuse('incident.unchanged');
      return accept({ type: 'incident.status-set', data: { ...command.data, from: incident.status } });
    }
    case 'incident.set-now':
      return setNow(incident.now, command.data, context);
    case 'incident.set-links':
      return setLinks(incident.links, command.data);
    case 'incident.close':
      return close(room, command.data);
    case 'incident.reopen':
      return incident.closedAt === null ? refuse('incident.not-closed') : accept({ type: 'incident.reopened', data: command.data });
  }
}

function declare(incident: IncidentState, data: Say<'incident.declare'>): Answer {
  if (incident.declaredAt !== null) return refuse('incident.already-declared');
  // A security incident belongs in a private room; until those exist it is refused rather than shown to everybody.
  if (data.kind === 'security') return refuse('incident.private-not-yet');
  return accept({ type: 'incident.declared', data });
}

/** Keeps the fields that differ; refuses the whole when one of them was rewritten by somebody else since the writer looked. */
function setNow(now: IncidentState['now'], data: Say<'incident.set-now'>, context: Context): Answer {
  const { seen, ...fields } = data;
  const changed = Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => value !== undefined && !same(value, fieldOf(now, name))),
  ) as Omit<NowSet, 'version'>;
  const names = Object.keys(changed);
  if (names.length === 0) return refuse('incident.unchanged');
  for (const name of names) {
    const refusal = rewrittenSince(now, name, { seen, by: context.actor.id });
    if (refusal !== null) return refusal;
  }
  return accept({ type: 'incident.now-set', data: { ...changed, version: now.version + 1 } });
}

function fieldOf(now: IncidentState['now'], name: string): NowField<unknown> | null {
  return now[name as 'impact' | 'known' | 'plan' | 'exitCriteria'];
}

function same(value: unknown, field: NowField<unknown> | null): boolean {
  if (field === null) return value === '' || (Array.isArray(value) && value.length === 0);
  return JSON.stringify(value) === JSON.stringify(field.value);
}

function rewrittenSince(now: IncidentState['now'], name: string, writer: { seen: number; by: string }): Refused | null {
  const field = fieldOf(now, name);
  if (field === null || field.version <= writer.seen || field.by === writer.by) return null;
  return refuse('incident.now-changed', { field: name, value: field.value, version: now.version, by: field.by });
}

function setLinks(links: IncidentState['links'], data: Say<'incident.set-links'>): Answer {
  const changed = {
    ...(data.bridge !== undefined && data.bridge !== links.bridge ? { bridge: data.bridge } : {}),
    ...(data.procedure !== undefined && data.procedure !== links.procedure ? { procedure: data.procedure } : {}),
  };
  return Object.keys(changed).length === 0 ? refuse('incident.unchanged') : accept({ type: 'incident.links-set', data: changed });
}

/** Allowed from any status. Waivers of criteria that are met or unknown are left out of the record. */
function close(room: Sees, data: Say<'incident.close'>): Answer {
  const { reviewOwner, duplicateOf, waived = [] } = data;
  const unmet = (room.incident.now.exitCriteria?.value ?? []).filter((criterion) => !criterion.met);
  const open = unmet.filter((criterion) => !waived.some((waiver) => waiver.criterion === criterion.id));
  if (open.length > 0) return refuse('incident.criteria-open', { criteria: open.map((criterion) => criterion.id), texts: open.map((criterion) => criterion.text) });
  if (reviewOwner !== undefined && memberOf(room, reviewOwner) === null) return refuse('incident.unknown-person', { person: reviewOwner });
  const kept = waived.filter((waiver) => unmet.some((criterion) => criterion.id === waiver.criterion));
  const optional = { ...(reviewOwner === undefined ? {} : { reviewOwner }), ...(duplicateOf === undefined ? {} : { duplicateOf }) };
  return accept({ type: 'incident.closed', data: { waived: kept, ...optional } });
}

const evolve = foldBy<IncidentState, IncidentEvent>({
  'incident.declared': (state, { title, severity, impact, kind, policy }, stamp) => {
    const now = impact === undefined ? initial.now : patched(initial.now, { impact, version: 1 }, stamp);
    return { ...state, title, severity, kind, policy, now, declaredAt: stamp.at, declaredBy: stamp.by, statusSince: stamp.at };
  },
  'incident.retitled': (state, { title }) => ({ ...state, title }),
  'incident.severity-set': (state, { severity }) => ({ ...state, severity }),
  'incident.status-set': (state, { status }, stamp) => ({ ...state, status, statusSince: stamp.at }),
  'incident.now-set': (state, data, stamp) => ({ ...state, now: patched(state.now, data, stamp) }),
  'incident.links-set': (state, data) => ({ ...state, links: { ...state.links, ...data } }),
  'incident.closed': (state, { reviewOwner = null, duplicateOf = null }, stamp) => ({ ...state, closedAt: stamp.at, reviewOwner, duplicateOf }),
  // Whatever was thought to be known is in doubt again: a reopened incident starts at its first phase.
  'incident.reopened': (state, _data, stamp) => ({
    ...state, closedAt: null, reviewOwner: null, duplicateOf: null, status: 'investigating', statusSince: stamp.at,
  }),
});

function patched(now: IncidentState['now'], data: NowSet, stamp: Stamp): IncidentState['now'] {
  const { version, ...fields } = data;
  const written = Object.entries(fields).map(([name, value]) => [name, { value, version, by: stamp.by, at: stamp.at }] as const);
  return { ...now, ...Object.fromEntries(written), version };
}

export const incident: Capability<IncidentState, IncidentCommand, IncidentEvent, Sees> = { initial, authority, decide, evolve };
