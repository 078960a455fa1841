/**
 * Closing: the only act of the incident that depends on the rest of the room. Every exit criterion is met or waived
 * with a reason; the review owner and the people who stay reachable afterwards are in this room.
 */
import { accept, refuse } from '../decider.ts';
import { memberOf } from '../standing.ts';
import type { Data, IncidentVerdict, Sees } from './sees.ts';

/** Allowed from any status. Waivers of criteria that are met or unknown are left out of the record. */
export function close(room: Sees, data: Data<'incident.close'>): IncidentVerdict {
  const { reviewOwner, duplicateOf, waived = [] } = data;
  const unmet = (room.incident.now.exitCriteria?.value ?? []).filter((criterion) => !criterion.met);
  const open = unmet.filter((criterion) => !waived.some((waiver) => waiver.criterion === criterion.id));
  if (open.length > 0)
    return refuse('incident.criteria-open', {
      criteria: open.map((criterion) => criterion.id),
      texts: open.map((criterion) => criterion.text),
    });
  const stays = [...new Set(data.stays)];
  const stranger = [...(reviewOwner === undefined ? [] : [reviewOwner]), ...stays].find(
    (person) => memberOf(room, person) === null,
  );
  if (stranger !== undefined) return refuse('incident.unknown-person', { person: stranger });
  const kept = unmet.flatMap(({ id }) => waived.find(({ criterion }) => criterion === id) ?? []);
  const optional = {
    ...(reviewOwner === undefined ? {} : { reviewOwner }),
    ...(stays.length === 0 ? {} : { stays }),
    ...(duplicateOf === undefined ? {} : { duplicateOf }),
  };
  return accept({ type: 'incident.closed', data: { waived: kept, ...optional } });
}
