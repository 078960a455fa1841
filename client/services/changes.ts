/**
 * What a file would change on the map: which services are new, and what differs in those that are there. In words,
 * before it is sent.
 */
import type { Service } from '../../shared/workspace/words.ts';

export interface Change {
  readonly service: Service;
  /** Null: it is new. Else one line for each field that differs. */
  readonly differs: readonly string[] | null;
}

const FIELDS = [
  ['name', 'Name'],
  ['about', 'About'],
  ['owner', 'Owner'],
  ['expert', 'Expert'],
  ['escalation', 'Escalation'],
  ['dashboards', 'Dashboards'],
  ['runbooks', 'Runbooks'],
  ['dependsOn', 'Depends on'],
] as const;

/** Those that change something; the rest of the file is on the map already. */
export function changesOf(wanted: readonly Service[], present: readonly Service[]): readonly Change[] {
  const byId = new Map(present.map((service) => [service.id, service]));
  return wanted.flatMap((service): Change[] => {
    const before = byId.get(service.id);
    if (before === undefined) return [{ service, differs: null }];
    const differs = FIELDS.flatMap(([field, title]) => {
      const [was, is] = [inWords(before[field]), inWords(service[field])];
      return was === is ? [] : [`${title}: ${was} → ${is}`];
    });
    return differs.length === 0 ? [] : [{ service, differs }];
  });
}

type Value = Service[keyof Service];

function inWords(value: Value): string {
  if (value === undefined) return 'none';
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return contactInWords(value);
  return value.length === 0
    ? 'none'
    : value
        .map((each) => (typeof each === 'string' ? each : `${each.title} (${each.url})`))
        .toSorted()
        .join(', ');
}

const contactInWords = ({ name, person }: NonNullable<Service['owner']>): string =>
  `${name}${person === undefined ? '' : ', in this workspace'}`;
