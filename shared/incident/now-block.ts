/**
 * The Now block, the one statement that everyone shares: patched field by field, so that two people who write different
 * fields never disturb each other, and no one overwrites a text that they have not read.
 */
import { accept, refuse, type Refused } from '../decider.ts';
import type { Context, Stamp } from '../envelope.ts';
import type { Data, IncidentVerdict } from './sees.ts';
import type { IncidentEvent, IncidentState, NowField } from './words.ts';

type Now = IncidentState['now'];
export type NowSet = Extract<IncidentEvent, { type: 'incident.now-set' }>['data'];

/**
 * Keeps the fields that differ; refuses everything when one of them was rewritten by someone else since the writer
 * looked.
 */
export function setNow(now: Now, data: Data<'incident.set-now'>, context: Context): IncidentVerdict {
  const { seen, ...fields } = data;
  const written = Object.entries(fields).filter(
    ([name, value]) => value !== undefined && differs(value, fieldOf(now, name)),
  );
  if (written.length === 0) return refuse('incident.unchanged');
  for (const [name] of written) {
    const refusal = rewrittenSince(now, name, { seen, by: context.actor.id });
    if (refusal !== null) return refusal;
  }
  return accept({
    type: 'incident.now-set',
    data: { ...(Object.fromEntries(written) as Omit<NowSet, 'version'>), version: now.version + 1 },
  });
}

/** The impact that came with another act: written when its text differs from what stands there. */
export function withImpact(now: Now, impact: string | undefined): readonly IncidentEvent[] {
  if (impact === undefined || !differs(impact, now.impact)) return [];
  return [{ type: 'incident.now-set', data: { impact, version: now.version + 1 } }];
}

/**
 * An impact that came with another act overwrites nothing that its writer has not read, if they say what they had read.
 * Refusals: now-changed.
 */
export function impactRefusal(
  now: Now,
  { impact, seen }: { readonly impact?: string | undefined; readonly seen?: number | undefined },
  by: string,
): Refused | null {
  return impact === undefined || seen === undefined || !differs(impact, now.impact)
    ? null
    : rewrittenSince(now, 'impact', { seen, by });
}

/** The block after a patch: each field that it brings carries the new version, its writer and the time. */
export function patched(now: Now, data: NowSet, stamp: Stamp): Now {
  const { version, ...fields } = data;
  const written = Object.entries(fields).map(
    ([name, value]) => [name, { value, version, by: stamp.by, at: stamp.at }] as const,
  );
  return { ...now, ...Object.fromEntries(written), version };
}

function fieldOf(now: Now, name: string): NowField<unknown> | null {
  return now[name as 'impact' | 'known' | 'plan' | 'exitCriteria'];
}

function differs(value: unknown, field: NowField<unknown> | null): boolean {
  if (field === null) return value !== '' && !(Array.isArray(value) && value.length === 0);
  return JSON.stringify(value) !== JSON.stringify(field.value);
}

function rewrittenSince(now: Now, name: string, writer: { seen: number; by: string }): Refused | null {
  const field = fieldOf(now, name);
  if (field === null || field.version <= writer.seen || field.by === writer.by) return null;
  return refuse('incident.now-changed', { field: name, value: field.value, version: now.version, by: field.by });
}
