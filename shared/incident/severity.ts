/**
 * How bad it is. The commander sets it, in one act with a one-line reason, the customer impact asked first; every other
 * responder may suggest once until it is next set, and the commander may answer that it stays. There is no other
 * debate.
 */
import { accept, refuse } from '../decider.ts';
import type { Context } from '../envelope.ts';
import { impactRefusal, withImpact } from './now-block.ts';
import type { Data, IncidentVerdict, Sees } from './sees.ts';

/** Refusals: unchanged, now-changed. */
export function setSeverity(
  { incident }: Sees,
  { severity, why, impact, seen }: Data<'incident.set-severity'>,
  { actor }: Context,
): IncidentVerdict {
  if (severity === incident.severity) return refuse('incident.unchanged');
  return (
    impactRefusal(incident.now, { impact, seen }, actor.id) ??
    accept(
      { type: 'incident.severity-set', data: { severity, from: incident.severity, why } },
      ...withImpact(incident.now, impact),
    )
  );
}

/** Refusals: set-it-yourself (the holder), unchanged, already-suggested. */
export function suggestSeverity(
  { incident, floor }: Sees,
  { severity, why }: Data<'incident.suggest-severity'>,
  { actor }: Context,
): IncidentVerdict {
  if (actor.id === floor.holder) return refuse('incident.set-it-yourself');
  if (severity === incident.severity) return refuse('incident.unchanged');
  const earlier = incident.suggestions.find(({ by }) => by === actor.id);
  if (earlier !== undefined)
    return refuse('incident.already-suggested', {
      severity: earlier.severity,
      answered: earlier.answered,
      holder: floor.holder,
    });
  return accept({ type: 'incident.severity-suggested', data: { severity, by: actor.id, why } });
}

/** The commander's no to all that is open. Refusals: nothing-suggested. */
export function keepSeverity({ incident }: Sees, { why }: Data<'incident.keep-severity'>): IncidentVerdict {
  if (incident.suggestions.every(({ answered }) => answered)) return refuse('incident.nothing-suggested');
  return accept({
    type: 'incident.severity-kept',
    data: { severity: incident.severity, ...(why === undefined ? {} : { why }) },
  });
}
