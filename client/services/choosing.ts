/**
 * Which services are impacted, while someone chooses: ticked on the map, or written down when they are not on it. Names
 * and owners are copied, so that the log can be read when the map has long changed. Pure.
 */
import type { ImpactedService } from '../../shared/incident/words.ts';
import type { Service } from '../../shared/workspace/words.ts';
import { idFor } from './draft.ts';

export interface Chosen {
  readonly chosen: readonly string[];
  /** Those that are not on the map. */
  readonly written: readonly ImpactedService[];
}

export interface Choice {
  /** The map, and what is not on it. */
  readonly all: readonly Service[];
  /** As it goes into the log: what the map says now; otherwise what was there already. */
  readonly services: readonly ImpactedService[];
  /** With one more, by its name. */
  readonly write: (name: string) => Chosen;
}

export function choiceOf(
  map: readonly Service[],
  present: readonly ImpactedService[],
  { chosen, written }: Chosen,
): Choice {
  const others = [...present, ...written].filter(({ id }) => map.every((service) => service.id !== id));
  const all: readonly Service[] = [...map, ...others.map(({ id, name }) => ({ id, name }))];
  const write = (name: string): Chosen => {
    const ids = all.map(({ id }) => id);
    const id = all.find((service) => service.name === name)?.id ?? idFor(name, ids, 'named');
    return {
      written: ids.includes(id) ? written : [...written, { id, name }],
      chosen: [...chosen.filter((each) => each !== id), id],
    };
  };
  return { all, services: chosen.flatMap((id) => copyOf(id, map, others)), write };
}

function copyOf(id: string, map: readonly Service[], others: readonly ImpactedService[]): readonly ImpactedService[] {
  const onMap = map.find((service) => service.id === id);
  if (onMap === undefined) return others.filter((each) => each.id === id).slice(0, 1);
  const owner = onMap.owner?.person;
  return [{ id, name: onMap.name, ...(owner === undefined ? {} : { owner }) }];
}
