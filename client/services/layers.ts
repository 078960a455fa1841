/**
 * Where each service stands in the drawing of the whole map: columns from left to right, so that a service stands left of all it
 * depends on. Circles exist in real systems: an arrow that would close one is drawn, and not counted for the columns.
 */
import type { Service } from '../../shared/workspace/words.ts';

export interface Placed {
  readonly service: Service;
  readonly column: number;
  readonly row: number;
}

export interface Drawing {
  readonly placed: readonly Placed[];
  readonly arrows: ReadonlyArray<{ readonly from: Placed; readonly to: Placed }>;
  readonly columns: number;
  readonly rows: number;
}

export function drawingOf(services: readonly Service[]): Drawing {
  const columns = columnsOf(services);
  const filled: Service[][] = [];
  for (const service of services) (filled[columns.get(service.id) ?? 0] ??= []).push(service);
  const placed = placeRows(filled);
  const byId = new Map(placed.map((each) => [each.service.id, each]));
  const arrows = placed.flatMap((from) => (from.service.dependsOn ?? []).flatMap((id) => {
    const to = byId.get(id);
    return to === undefined ? [] : [{ from, to }];
  }));
  return { placed, arrows, columns: filled.length, rows: Math.max(0, ...filled.map((column) => column.length)) };
}

/** The longest way that leads to a service, in steps. */
function columnsOf(services: readonly Service[]): ReadonlyMap<string, number> {
  const ahead = new Map(services.map(({ id, dependsOn = [] }) => [id, dependsOn] as const));
  const order: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const back = new Set<string>();
  const visit = (id: string): void => {
    state.set(id, 'open');
    for (const next of ahead.get(id) ?? []) {
      if (state.get(next) === 'open') back.add(`${id} ${next}`);
      else if (state.get(next) === undefined && ahead.has(next)) visit(next);
    }
    state.set(id, 'done');
    order.unshift(id);
  };
  for (const { id } of services) if (state.get(id) === undefined) visit(id);
  const columns = new Map(services.map(({ id }) => [id, 0]));
  for (const id of order) {
    for (const next of ahead.get(id) ?? []) if (!back.has(`${id} ${next}`)) columns.set(next, Math.max(columns.get(next) ?? 0, (columns.get(id) ?? 0) + 1));
  }
  return columns;
}

/** In each column the services stand near those that depend on them, so that arrows cross less. */
function placeRows(columns: ReadonlyArray<readonly Service[]>): readonly Placed[] {
  const placed: Placed[] = [];
  columns.forEach((column, index) => {
    const height = (service: Service): number => {
      const rows = placed.filter((each) => each.service.dependsOn?.includes(service.id) === true).map((each) => each.row);
      return rows.length === 0 ? Number.MAX_SAFE_INTEGER : rows.reduce((sum, row) => sum + row, 0) / rows.length;
    };
    const sorted = index === 0 ? column : column.toSorted((one, other) => height(one) - height(other));
    placed.push(...sorted.map((service, row) => ({ service, column: index, row })));
  });
  return placed;
}
