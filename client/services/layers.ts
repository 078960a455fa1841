/**
 * Where everything is in the drawing of the map: columns from left to right, so that a service is left of all it
 * depends on. An arrow over several columns goes through a lane of its own in each column between, never behind a box;
 * arrows to the same service share it. Cycles exist in real systems: an arrow that would close one is drawn, and not
 * counted for the columns.
 */
import type { Service } from '../../shared/workspace/words.ts';

/** In columns, and in heights of a box. */
export interface Point {
  readonly column: number;
  readonly y: number;
}

export interface Placed extends Point {
  readonly service: Service;
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly lanes: readonly Point[];
}

export interface Drawing {
  readonly placed: readonly Placed[];
  readonly arrows: readonly Arrow[];
  readonly columns: number;
  readonly height: number;
}

/** A box, or the lane of the arrows to `id`. */
interface Slot {
  readonly id: string;
  readonly service: Service | null;
}

const LANE = 0.35;
/** Steps of all arrows, from column to column: beyond this the picture is unreadable, and drawing it stops the page. */
const MOST_STEPS = 6000;
const heightOf = (slot: Slot): number => (slot.service === null ? LANE : 1);
const heightOfAll = (slots: readonly Slot[]): number => slots.reduce((sum, slot) => sum + heightOf(slot), 0);

export function isDrawable(services: readonly Service[]): boolean {
  const columns = columnsOf(services);
  const steps = services.flatMap(({ id, dependsOn = [] }) =>
    dependsOn.map((other) => Math.max(1, (columns.get(other) ?? 0) - (columns.get(id) ?? 0))),
  );
  return steps.reduce((sum, each) => sum + each, 0) <= MOST_STEPS;
}

export function drawingOf(services: readonly Service[]): Drawing {
  const columns = columnsOf(services);
  const slots = slotsOf(services, columns);
  const height = Math.max(0, ...slots.map(heightOfAll));
  const places = placesOf(slots, height);
  const placed = slots.flatMap((inColumn, column) =>
    inColumn.flatMap(({ id, service }) =>
      service === null ? [] : [{ service, column, y: places.get(`${column} ${id}`) ?? 0 }],
    ),
  );
  const arrows = services.flatMap(({ id, dependsOn = [] }) =>
    dependsOn
      .filter((other) => columns.has(other))
      .map((other) => ({
        from: id,
        to: other,
        lanes: between(columns, id, other).map((column) => ({ column, y: places.get(`${column} ${other}`) ?? 0 })),
      })),
  );
  return { placed, arrows, columns: slots.length, height };
}

/** The longest way that leads to a service, in steps. */
function columnsOf(services: readonly Service[]): ReadonlyMap<string, number> {
  const ahead = new Map(services.map(({ id, dependsOn = [] }) => [id, dependsOn] as const));
  const { order, closing } = walk(ahead);
  const columns = new Map(services.map(({ id }) => [id, 0]));
  for (const id of order) {
    for (const next of ahead.get(id) ?? []) {
      if (ahead.has(next) && !closing.has(`${id} ${next}`))
        columns.set(next, Math.max(columns.get(next) ?? 0, (columns.get(id) ?? 0) + 1));
    }
  }
  return columns;
}

/**
 * An order in which each stands before what it depends on, and the arrows that had to be left out for there to be one.
 */
function walk(ahead: ReadonlyMap<string, readonly string[]>): {
  readonly order: readonly string[];
  readonly closing: ReadonlySet<string>;
} {
  const order: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const closing = new Set<string>();
  const visit = (id: string): void => {
    state.set(id, 'open');
    for (const next of ahead.get(id) ?? []) {
      if (state.get(next) === 'open') closing.add(`${id} ${next}`);
      else if (state.get(next) === undefined && ahead.has(next)) visit(next);
    }
    state.set(id, 'done');
    order.unshift(id);
  };
  for (const id of ahead.keys()) if (state.get(id) === undefined) visit(id);
  return { order, closing };
}

function between(columns: ReadonlyMap<string, number>, from: string, to: string): readonly number[] {
  const [start, end] = [columns.get(from) ?? 0, columns.get(to) ?? 0];
  return Array.from({ length: Math.max(0, end - start - 1) }, (_, step) => start + 1 + step);
}

/** What is in each column from top to bottom: near what leads to it, so that arrows cross less. */
function slotsOf(services: readonly Service[], columns: ReadonlyMap<string, number>): ReadonlyArray<readonly Slot[]> {
  const slots: Slot[][] = Array.from(
    { length: services.length === 0 ? 0 : Math.max(...columns.values()) + 1 },
    () => [],
  );
  for (const service of services) slots[columns.get(service.id) ?? 0]?.push({ id: service.id, service });
  const lanes = new Set(
    services.flatMap(({ id, dependsOn = [] }) =>
      dependsOn
        .filter((other) => columns.has(other))
        .flatMap((other) => between(columns, id, other).map((column) => `${column} ${other}`)),
    ),
  );
  for (const lane of lanes) {
    const [column = '0', id = ''] = lane.split(' ');
    slots[Number(column)]?.push({ id, service: null });
  }
  slots.forEach((inColumn, column) => column > 0 && inColumn.sort(nearTo(slots[column - 1] ?? [])));
  return slots;
}

/** By the middle of the places that lead here from the column before. */
function nearTo(before: readonly Slot[]): (one: Slot, other: Slot) => number {
  const places = new Map<string, number[]>();
  before.forEach(({ id, service }, place) => {
    for (const next of service === null ? [id] : (service.dependsOn ?? [])) {
      const led = places.get(next);
      if (led === undefined) places.set(next, [place]);
      else led.push(place);
    }
  });
  const heights = new Map(
    [...places].map(([id, led]) => [id, led.reduce((sum, place) => sum + place, 0) / led.length]),
  );
  const height = ({ id }: Slot): number => heights.get(id) ?? Number.MAX_SAFE_INTEGER;
  return (one, other) => height(one) - height(other);
}

/** The middle of each slot, by column and id. Short columns are in the middle of the drawing. */
function placesOf(slots: ReadonlyArray<readonly Slot[]>, height: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  slots.forEach((inColumn, column) => {
    let top = (height - heightOfAll(inColumn)) / 2;
    for (const slot of inColumn) {
      places.set(`${column} ${slot.id}`, top + heightOf(slot) / 2);
      top += heightOf(slot);
    }
  });
  return places;
}
