/**
 * What has changed in the Now block since a person last read it: field by field, the old text beside the new. What
 * readers wrote themselves is not news to them. Pure; what was read is remembered in useNowRead.ts.
 */
import type { IncidentState } from '../../shared/incident/words.ts';
import { NOW_FIELDS, NOW_NAMES } from './names.ts';

type Now = IncidentState['now'];
const FIELDS = [...NOW_FIELDS, 'exitCriteria'] as const;
type FieldName = (typeof FIELDS)[number];

/** A version as it was read: its number and the text of each field. */
export interface NowRead {
  readonly version: number;
  readonly texts: Readonly<Record<FieldName, string>>;
}

export interface NowChange {
  readonly field: FieldName;
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly by: string;
  readonly at: string;
}

export function readingOf(now: Now): NowRead {
  return {
    version: now.version,
    texts: {
      impact: textOf(now, 'impact'),
      known: textOf(now, 'known'),
      plan: textOf(now, 'plan'),
      exitCriteria: textOf(now, 'exitCriteria'),
    },
  };
}

/** Nothing if nothing was ever read here: the first reading is of all of it. */
export function changesSince(now: Now, read: NowRead | null, you: string): readonly NowChange[] {
  if (read === null) return [];
  return FIELDS.flatMap((field): NowChange[] => {
    const written = now[field];
    const [before, after] = [read.texts[field], textOf(now, field)];
    if (written === null || written.version <= read.version || written.by === you || before === after) return [];
    return [
      {
        field,
        label: field === 'exitCriteria' ? 'Exit criteria' : NOW_NAMES[field],
        before,
        after,
        by: written.by,
        at: written.at,
      },
    ];
  });
}

function textOf(now: Now, field: FieldName): string {
  if (field !== 'exitCriteria') return now[field]?.value ?? '';
  return (now.exitCriteria?.value ?? []).map(({ text, met }) => `${met ? '✓' : '○'} ${text}`).join('\n');
}
